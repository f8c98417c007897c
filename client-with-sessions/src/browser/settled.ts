type Action = () => unknown;

/** So that a page in the background, where nothing is ever idle, is complete too. */
const MOST_PATIENCE_MS = 2_000;

let isSettled = false;
const waiting = new Set<Action>();

/**
 * Does what can wait once the first page is shown and the browser has nothing else to do. Returns
 * how to call it off.
 */
export function whenSettled(action: Action): () => void {
  waiting.add(action);
  if (isSettled) whenIdle(doAll);
  return () => void waiting.delete(action);
}

/** Says that the first page shows what it has to show. */
export function settle(): void {
  isSettled = true;
  whenIdle(doAll);
}

function doAll(): void {
  for (const action of waiting) void action();
  waiting.clear();
}

/** Does it once the browser has nothing else to do. */
export function whenIdle(action: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) {
    window.requestIdleCallback(action, { timeout: MOST_PATIENCE_MS });
  } else setTimeout(action, 1_000);
}
