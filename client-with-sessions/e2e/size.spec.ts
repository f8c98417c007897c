import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { withoutSharedWorker } from './steps.ts';

const MOST_BYTES = 190_000;

/** Counts the JavaScript that a page asks for, gzipped, without what it fetches ahead once it is idle. */
async function countScripts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return async () => (await Promise.all([...sizes])).reduce((sum, size) => sum + size, 0);
}

test('the first screen is small, and the login is smaller', async ({
  browser,
  page,
  problems,
  server,
  member,
}) => {
  const visitor = await browser.newPage({ baseURL: server.url });
  problems.watch(visitor);
  problems.allowStatus('/check_session', 401);
  const scriptsOfLogin = await countScripts(visitor);
  await visitor.goto('/app/login');
  await expect(visitor.getByRole('button', { name: 'Log in' })).toBeVisible();
  const login = await scriptsOfLogin();
  await visitor.close();

  await withoutSharedWorker(page);
  const scriptsOfToday = await countScripts(page);
  await page.goto('/app/today');
  await expect(page.getByText('Plan your day')).toBeVisible();
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  const today = await scriptsOfToday();

  test.info().annotations.push({
    type: 'JavaScript, gzipped',
    description: `log in ${login} bytes, today ${today} bytes`,
  });
  expect(login).toBeGreaterThan(0);
  expect(login).toBeLessThan(today);
  expect(today).toBeLessThanOrEqual(MOST_BYTES);
});
