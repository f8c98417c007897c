declare global {
  interface Window {
    /** What `boot.js` has asked for, by path and query. */
    early?: Map<string, Promise<Response>>;
  }
}

/**
 * The answer to a request that was sent before this code was there. Each is taken once, and none
 * once something has been written.
 */
export function takeEarly({ method, url }: Request): Promise<Response> | undefined {
  if (method !== 'GET') {
    dropEarly();
    return undefined;
  }
  const { pathname, search } = new URL(url);
  const key = pathname + search;
  const answer = window.early?.get(key);
  window.early?.delete(key);
  return answer;
}

/** Forgets what was asked for early and not needed. */
export function dropEarly(): void {
  window.early?.clear();
}
