/** What the deal list shows; all of it stands in the page's address, so that a list can be shared and gone back to. */
export interface DealFilters {
  readonly status: 'open' | 'won' | 'lost' | 'all';
  readonly text: string;
  readonly owner: string | null;
  readonly stage: string | null;
  readonly minAmount: string;
  readonly maxAmount: string;
  readonly closeFrom: string;
  readonly closeTo: string;
  readonly sort: DealSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

export const dealSorts = ['closeDate', 'amount', 'name', 'createdOn', 'stageEnteredOn'] as const;
export type DealSort = (typeof dealSorts)[number];

export const pageSize = 50;

const statuses = ['open', 'won', 'lost', 'all'] as const;
const initial: DealFilters = {
  status: 'open',
  text: '',
  owner: null,
  stage: null,
  minAmount: '',
  maxAmount: '',
  closeFrom: '',
  closeTo: '',
  sort: 'closeDate',
  descending: false,
  page: 1,
};

const oneOf = <T extends string>(values: readonly T[], value: string | null, fallback: T): T =>
  values.find((known) => known === value) ?? fallback;
const number = (value: string | null) => (value !== null && /^\d+(\.\d+)?$/.test(value) ? value : '');
const day = (value: string | null) => (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '');

/** Reads an address; what makes no sense in it counts as not said. */
export function readFilters(params: URLSearchParams): DealFilters {
  const page = Number(params.get('page') ?? 1);
  return {
    status: oneOf(statuses, params.get('status'), initial.status),
    text: params.get('text') ?? '',
    owner: params.get('owner'),
    stage: params.get('stage'),
    minAmount: number(params.get('minAmount')),
    maxAmount: number(params.get('maxAmount')),
    closeFrom: day(params.get('closeFrom')),
    closeTo: day(params.get('closeTo')),
    sort: oneOf(dealSorts, params.get('sort'), initial.sort),
    descending: params.get('descending') === 'true',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes only what differs from the plain list of open deals. */
export function writeFilters(filters: DealFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== null && value !== initial[name as keyof DealFilters]) params.set(name, String(value));
  }
  return params;
}

/** A change of anything but the page starts at the first page again. */
export const changeFilters = (filters: DealFilters, change: Partial<DealFilters>): DealFilters => ({ ...filters, page: 1, ...change });

/** The same column again turns the order round; amounts begin with the largest. */
export const sortBy = (filters: DealFilters, sort: DealSort): DealFilters =>
  changeFilters(filters, { sort, descending: filters.sort === sort ? !filters.descending : sort === 'amount' });

export const isNarrowed = (filters: DealFilters): boolean =>
  writeFilters({ ...filters, page: 1, sort: initial.sort, descending: false }).size > 0;

/** The server's query for one page of the list. */
export function toQuery({ page, status, ...filters }: DealFilters): string {
  const params = new URLSearchParams({ skip: String((page - 1) * pageSize), take: String(pageSize) });
  if (status !== 'all') params.set('status', status);
  for (const [name, value] of Object.entries(filters)) {
    if (value !== null && value !== '') params.set(name, String(value));
  }
  return params.toString();
}
