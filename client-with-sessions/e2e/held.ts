import type { Page } from '@playwright/test';

/** Holds the answers to some requests back, until they are let go. */
export async function hold(page: Page, url: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Holds answers back until each of them was asked for. */
export async function holdUntilAllAsked(page: Page, urls: string[]): Promise<void> {
  const missing = new Set(urls);
  const letGo = await Promise.all(urls.map((url) => hold(page, url)));
  for (const url of urls) {
    void page.waitForRequest(url).then(() => {
      missing.delete(url);
      if (missing.size === 0) for (const go of letGo) go();
    });
  }
}
