function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Addresses of the pages. */
export const paths = {
  home: '/',
  /** The board; with what it shows, a part of it. */
  pipeline: (query: Readonly<Record<string, string>> = {}) => withQuery('/pipeline', query),
  assistant: (conversationId?: string) => (conversationId === undefined ? '/assistant' : `/assistant/${conversationId}`),
  deals: '/deals',
  deal: (id: string) => `/deals/${id}`,
  /** What is proposed for a deal, on its page. */
  dealProposals: (id: string) => `/deals/${id}?tab=proposals`,
  /** What stands in a search; without anything, the empty page. */
  search: (query: Readonly<Record<string, string>> = {}) => withQuery('/search', query),
  approvals: '/approvals',
  audit: '/audit',
  import: '/import',
  settings: '/settings',
  settingsOf: (section: string) => `/settings/${section}`,
  welcome: '/welcome',
  signIn: (next?: string) => (next === undefined || next === paths.home ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`),
};

/** The page that a text asks for, if it is one of ours; a link of another site or of the API is not. */
export function internalPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/') || text.includes('\\')) return null;
  const { origin, pathname, search, hash } = new URL(text, 'http://here.invalid');
  const isOurs = origin === 'http://here.invalid' && /^\/(assistant|pipeline|deals|approvals|audit|search|import|settings)(\/|$)/.test(pathname);
  return isOurs ? pathname + search + hash : null;
}
