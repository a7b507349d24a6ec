/** An answer of the server that is not a success, in the words of its problem document. */
export class ProblemError extends Error {
  readonly status: number;
  /** Messages by field name, for a request that did not pass validation. */
  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(status: number, message: string, fields: Readonly<Record<string, readonly string[]>> = {}) {
    super(message);
    this.name = 'ProblemError';
    this.status = status;
    this.fields = fields;
  }
}

/** True when the server does not know who asks. */
export const isSignedOut = (error: unknown): boolean => error instanceof ProblemError && error.status === 401;

export const isMissing = (error: unknown): boolean => error instanceof ProblemError && error.status === 404;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function fieldMessages(problem: Record<string, unknown>): Record<string, string[]> {
  if (!isRecord(problem.errors)) return {};
  const entries = Object.entries(problem.errors).map(([field, messages]): [string, string[]] => [
    field,
    Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [],
  ]);
  return Object.fromEntries(entries);
}

/** For answers that come without a document, from the server or from something before it. */
const withoutWords: Readonly<Record<number, string>> = {
  401: 'You are signed out.',
  403: 'You may not do this.',
  404: 'This is not here.',
  413: 'This is too large for the server.',
};

async function toProblem(response: Response): Promise<ProblemError> {
  const fallback = withoutWords[response.status] ?? `The server answered ${response.status}.`;
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new ProblemError(response.status, fallback);
  const body: unknown = await response.json().catch(() => null);
  if (!isRecord(body)) return new ProblemError(response.status, fallback);
  const fields = fieldMessages(body);
  const said = [body.detail, Object.values(fields).flat().join(' '), body.title].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return new ProblemError(response.status, said ?? fallback, fields);
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function send(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  const payload = isForm ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: payload, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(0, 'The server cannot be reached. Check the connection and try again.');
  }
  if (!response.ok) throw await toProblem(response);
  return response;
}

/** Reads a resource. The schema of the server is trusted, so `T` is not checked again here. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send('GET', path, undefined, signal);
  return (await response.json()) as T;
}

/** Reads a resource that may be empty: null then. */
export async function getIfAny<T>(path: string, signal?: AbortSignal): Promise<T | null> {
  const response = await send('GET', path, undefined, signal);
  return response.status === 204 ? null : ((await response.json()) as T);
}

/** Posts JSON or a form and reads the answer. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await send('POST', path, body);
  return (await response.json()) as T;
}

/** Posts where success has no content. */
export async function postOnly(path: string, body?: unknown): Promise<void> {
  await send('POST', path, body);
}

/** Puts JSON in the place of what is there. */
export async function put(path: string, body: unknown): Promise<void> {
  await send('PUT', path, body);
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path, undefined);
}
