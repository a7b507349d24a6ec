/** What the pipeline page shows; all of it stands in the page's address, so that a view can be shared and gone back to. */
export interface BoardFilters {
  /** Null for the first one there is. */
  readonly pipeline: string | null;
  readonly view: 'board' | 'list';
  readonly text: string;
  readonly owner: string | null;
  readonly team: string | null;
  readonly verdict: BoardVerdict | null;
  readonly closeFrom: string;
  readonly closeTo: string;
  readonly sort: CardSort;
  readonly descending: boolean;
  /** Of the list, from 1. */
  readonly page: number;
}

export const boardVerdicts = ['critical', 'atRisk', 'watch', 'onTrack'] as const;
export type BoardVerdict = (typeof boardVerdicts)[number];

/** How cards are ordered, each in its natural direction until it is turned round. */
export const cardSorts = ['pressing', 'amount', 'closeDate', 'inStage', 'name'] as const;
export type CardSort = (typeof cardSorts)[number];

const initial: BoardFilters = {
  pipeline: null,
  view: 'board',
  text: '',
  owner: null,
  team: null,
  verdict: null,
  closeFrom: '',
  closeTo: '',
  sort: 'pressing',
  descending: false,
  page: 1,
};

const known = <T extends string>(values: readonly T[], value: string | null): T | null => values.find((one) => one === value) ?? null;
const day = (value: string | null) => (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '');

/** Reads an address; what makes no sense in it counts as not said. */
export function readBoardFilters(params: URLSearchParams): BoardFilters {
  const page = Number(params.get('page') ?? 1);
  return {
    pipeline: params.get('pipeline'),
    view: params.get('view') === 'list' ? 'list' : 'board',
    text: params.get('text') ?? '',
    owner: params.get('owner'),
    team: params.get('team'),
    verdict: known(boardVerdicts, params.get('verdict')),
    closeFrom: day(params.get('closeFrom')),
    closeTo: day(params.get('closeTo')),
    sort: known(cardSorts, params.get('sort')) ?? initial.sort,
    descending: params.get('descending') === 'true',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes only what differs from the plain board. */
export function writeBoardFilters(filters: BoardFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== null && value !== initial[name as keyof BoardFilters]) params.set(name, String(value));
  }
  return params;
}

/** A change of anything but the page starts at the first page again. */
export const changeBoardFilters = (filters: BoardFilters, change: Partial<BoardFilters>): BoardFilters => ({ ...filters, page: 1, ...change });

/** The same column again turns the order round. */
export const sortCardsBy = (filters: BoardFilters, sort: CardSort): BoardFilters =>
  changeBoardFilters(filters, { sort, descending: filters.sort === sort && !filters.descending });

/** All deals of the pipeline again, seen as before. */
export const clearBoardFilters = ({ pipeline, view, sort, descending }: BoardFilters): BoardFilters => ({ ...initial, pipeline, view, sort, descending });

export const isBoardNarrowed = (filters: BoardFilters): boolean =>
  [filters.text, filters.owner, filters.team, filters.verdict, filters.closeFrom, filters.closeTo].some((value) => value !== null && value !== '');

/** The server's query: what is shown, not how. */
export function toBoardQuery({ text, owner, team, verdict, closeFrom, closeTo }: BoardFilters): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ text, owner, team, verdict, closeFrom, closeTo })) {
    if (value !== null && value !== '') params.set(name, value);
  }
  return params.toString();
}
