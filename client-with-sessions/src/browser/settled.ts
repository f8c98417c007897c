type Action = () => unknown;

/** So that a page in the background, where nothing is ever idle, is complete too. */
const MOST_PATIENCE_MS = 2_000;

let isSettled = false;
let isAtWork = false;
const waiting: Action[] = [];

/**
 * Does what can wait once the first page is shown, one after another and when the browser has
 * nothing else to do. Returns how to call it off.
 */
export function whenSettled(action: Action): () => void {
  waiting.push(action);
  workOn();
  return () => {
    const place = waiting.indexOf(action);
    if (place >= 0) waiting.splice(place, 1);
  };
}

/** Says that the first page shows what it has to show. */
export function settle(): void {
  isSettled = true;
  workOn();
}

function workOn(): void {
  if (!isSettled || isAtWork || waiting.length === 0) return;
  isAtWork = true;
  whenIdle(async () => {
    try {
      await waiting.shift()?.();
    } catch {
      // It is done when it is needed.
    }
    isAtWork = false;
    workOn();
  });
}

function whenIdle(action: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) {
    window.requestIdleCallback(action, { timeout: MOST_PATIENCE_MS });
  } else setTimeout(action, 1_000);
}
