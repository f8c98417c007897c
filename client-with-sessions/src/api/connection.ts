const FIRST_PROBE_MS = 1_000;
const SLOWEST_PROBE_MS = 8_000;
const PROBE_TIMEOUT_MS = 5_000;

type Listener = (reachable: boolean) => void;

let reachable = true;
let probing = false;
let delay = FIRST_PROBE_MS;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<Listener>();

/** Whether the last request was answered. */
export function isReachable(): boolean {
  return reachable;
}

/** Calls back on every change, until the returned function is called. */
export function subscribeToConnection(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function markReachable(): void {
  clearTimeout(timer);
  delay = FIRST_PROBE_MS;
  set(true);
}

/** Retries with growing delays until the server answers. */
export function markUnreachable(): void {
  if (reachable) scheduleProbe();
  set(false);
}

/** Asks the server at once. */
export async function probeNow(): Promise<void> {
  if (reachable || probing) return;
  clearTimeout(timer);
  probing = true;
  const answered = await ping();
  probing = false;
  if (answered) {
    markReachable();
  } else {
    delay = Math.min(delay * 2, SLOWEST_PROBE_MS);
    scheduleProbe();
  }
}

/** Asks at once when the browser goes online or its page becomes visible; only an answer counts. */
export function watchBrowser(): () => void {
  const ask = () => void probeNow();
  // A person who returns to the page should not have to wait for the next attempt.
  const check = () => document.visibilityState === 'visible' && ask();
  window.addEventListener('online', ask);
  window.addEventListener('offline', markUnreachable);
  document.addEventListener('visibilitychange', check);
  return () => {
    document.removeEventListener('visibilitychange', check);
    window.removeEventListener('online', ask);
    window.removeEventListener('offline', markUnreachable);
  };
}

function scheduleProbe(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void probeNow(), delay);
}

async function ping(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const response = await fetch('/healthz', { cache: 'no-store', signal });
    return response.ok;
  } catch {
    return false;
  }
}

function set(value: boolean): void {
  if (value === reachable) return;
  reachable = value;
  for (const listener of listeners) listener(value);
}
