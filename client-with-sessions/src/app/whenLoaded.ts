import type { AppRouter } from './router';

/** How long nothing is rendered, unless the first page is loaded before. */
const PATIENCE_MS = 1_000;

/** Waits for the first page: to render what there is before it takes longer than to render it once. */
export async function whenLoaded(router: AppRouter): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([router.load(), late]);
}
