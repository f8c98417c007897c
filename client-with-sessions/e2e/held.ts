import type { Page } from '@playwright/test';

/** Holds back the answers to some requests until the returned function is called. */
export async function hold(page: Page, url: string | RegExp): Promise<() => void> {
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

/** Holds back the answers to some requests until all of them have been sent. */
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
