import createClient, { type Middleware } from 'openapi-fetch';
import { markReachable, markUnreachable } from './connection';
import { takeEarly } from './early';
import { readError, UnreachableError } from './errors';
import type { paths } from './schema';
import { announceSessionEnd } from './sessionEnd';

const TIMEOUT_MS = 20_000;
/** The statuses a proxy returns when its server is down. */
const GATEWAY_STATUSES = new Set([502, 504]);
/** Requests for which a 401 does not mean that the session has ended. */
const ASKS_WHO_YOU_ARE = /^\/(?:login|check_session)/;

const connection: Middleware = {
  onResponse({ response, schemaPath }) {
    if (GATEWAY_STATUSES.has(response.status)) {
      markUnreachable();
      throw new UnreachableError();
    }
    markReachable();
    if (response.status === 401 && !ASKS_WHO_YOU_ARE.test(schemaPath)) announceSessionEnd();
  },
  onError({ error, request }) {
    // The query was cancelled, which says nothing about the server.
    if (request.signal.aborted) return;
    markUnreachable();
    return new UnreachableError({ cause: error });
  },
};

/** Requests that go on with the session under a new id. */
const RENEWS_SESSION = /\/(?:password|turn_on)$/;

let renewal: Promise<unknown> = Promise.resolve();

/** Until the cookie of the new session is here, the old one says that the session has ended. */
export function whenSessionRenewed(): Promise<unknown> {
  return renewal;
}

/** The only client of the API, typed by the OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const ask = () => fetch(request, { signal });
    const answer = takeEarly(request)?.catch(ask) ?? ask();
    if (RENEWS_SESSION.test(request.url)) renewal = answer.catch(() => undefined);
    return answer;
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

/** The body of a successful answer; throws a refusal as an ApiError. */
export async function unwrap<T>(answer: PendingAnswer<T>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw readError(response, error);
  return data as T;
}

/** The answer to a write. */
export interface Written<T> {
  body: T;
  /** The group of changes it made; undefined if it changed nothing. */
  group: number | undefined;
}

/** The body of a successful answer to a write, and its group. */
export async function unwrapWrite<T>(answer: PendingAnswer<T>): Promise<Written<T>> {
  const body = await unwrap(answer);
  const group = (await answer).response.headers.get('X-Change-Group');
  return { body, group: group === null ? undefined : Number(group) };
}
