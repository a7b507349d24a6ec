import { vi } from 'vitest';

export interface FakeRequest {
  readonly url: URL;
  /** The JSON that was sent, or the form. */
  readonly body: unknown;
}

type Answer = (request: FakeRequest) => Response | Promise<Response>;

let answers = new Map<string, Answer>();
let unhandled: string[] = [];

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

export const problem = (status: number, detail: string, errors?: Record<string, string[]>): Response =>
  new Response(JSON.stringify({ title: 'A problem', status, detail, errors }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

export const noContent = (): Response => new Response(null, { status: 204 });

/** Answers a request, named by its method and path: `GET /api/me`. A later answer replaces an earlier one. */
export function answer(route: string, with_: Answer): void {
  answers.set(route, with_);
}

export const unhandledRequests = (): readonly string[] => unhandled;

function bodyOf(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  return JSON.parse(body) as unknown;
}

/** Takes the place of the network. A request that nobody planned fails the test. */
export function installFakeApi(): void {
  answers = new Map();
  unhandled = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, 'http://test.invalid');
    const route = `${init.method ?? 'GET'} ${url.pathname}`;
    const found = answers.get(route);
    if (found === undefined) {
      unhandled.push(route);
      return problem(501, `No answer for ${route}.`);
    }
    return await found({ url, body: bodyOf(init.body) });
  });
}
