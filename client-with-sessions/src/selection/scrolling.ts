/** After its last scroll event, a page counts as still for a touch. */
const STILL_MS = 150;

let scrolledAt = Number.NEGATIVE_INFINITY;

document.addEventListener(
  'scroll',
  () => {
    scrolledAt = performance.now();
  },
  { capture: true, passive: true },
);

/** Whether something scrolls: a finger that is put down then stops it, and means no more. */
export function isScrolling(): boolean {
  return performance.now() - scrolledAt < STILL_MS;
}
