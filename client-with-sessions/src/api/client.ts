import createClient, { type Middleware } from 'openapi-fetch';
import { markReachable, markUnreachable } from './connection';
import { readError, UnreachableError } from './errors';
import type { paths } from './schema';
import { announceSessionEnd } from './sessionEnd';

const TIMEOUT_MS = 20_000;
/** What a proxy answers when the server behind it is gone. */
const GATEWAY_STATUSES = new Set([502, 504]);
/** Where 401 is an answer about what was sent, not about the session. */
const ASKS_WHO_YOU_ARE = new Set(['/login', '/check_session']);

const connection: Middleware = {
  onResponse({ response, schemaPath }) {
    if (GATEWAY_STATUSES.has(response.status)) {
      markUnreachable();
      throw new UnreachableError();
    }
    markReachable();
    if (response.status === 401 && !ASKS_WHO_YOU_ARE.has(schemaPath)) announceSessionEnd();
  },
  onError({ error, request }) {
    // A query that nobody waits for any more was cancelled; that says nothing of the server.
    if (request.signal.aborted) return;
    markUnreachable();
    return new UnreachableError({ cause: error });
  },
};

/** The one way to the server, typed by its own description. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return fetch(request, { signal });
  },
});
api.use(connection);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer to a request that is on its way. */
export type PendingAnswer<T> = Promise<Answer<T>>;

/** The body of a good answer; a refusal is thrown as an ApiError. */
export async function unwrap<T>(answer: PendingAnswer<T>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw readError(response, error);
  return data as T;
}

/** What a write answered. */
export interface Written<T> {
  body: T;
  /** The group of changes it made, to be undone by; none when nothing changed. */
  group: number | undefined;
}

/** The body of a good answer to a write, and what it did. */
export async function unwrapWrite<T>(answer: PendingAnswer<T>): Promise<Written<T>> {
  const body = await unwrap(answer);
  const group = (await answer).response.headers.get('X-Change-Group');
  return { body, group: group === null ? undefined : Number(group) };
}
