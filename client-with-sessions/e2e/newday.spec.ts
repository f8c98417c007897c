import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, dayFromNow } from './steps.ts';
import { capture } from './things.ts';

/** From now on, the server answers as if tomorrow had begun. */
async function beginTomorrow(page: Page): Promise<void> {
  await page.route('**/agenda?days=1', async (route) => {
    const url = route.request().url().replace('days=1', 'days=2');
    const answer = await (await route.fetch({ url })).json();
    const [, tomorrow] = answer.days;
    await route.fulfill({ json: { ...answer, today: tomorrow.date, days: [tomorrow] } });
  });
  await page.route('**/reviews/*/start', (route) => route.fulfill({ json: {} }));
}

async function showLastMinutes(page: Page): Promise<void> {
  await page.clock.install({ time: `${dayFromNow(0)}T23:58:00Z` });
  await page.goto('/app/today');
  await expect(page.getByText('Nothing is left for today.')).toBeVisible();
  await beginTomorrow(page);
}

test('a page left open over midnight shows what the new day brings', async ({ page, member }) => {
  await capture(member.api, 'Water the plants tomorrow');
  await showLastMinutes(page);
  await page.clock.runFor(180_000);
  await expect(checkbox(page, 'Water the plants')).toBeVisible();
});

test('so does one on a machine that slept', async ({ page, member }) => {
  await capture(member.api, 'Water the plants tomorrow');
  await showLastMinutes(page);
  await page.clock.fastForward('08:00:00');
  await expect(checkbox(page, 'Water the plants')).toBeVisible();
});

test('and one that is looked at again, also if the server is a little behind', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Water the plants tomorrow');
  await page.clock.install({ time: `${dayFromNow(0)}T23:58:00Z` });
  await page.goto('/app/today');
  await expect(page.getByText('Nothing is left for today.')).toBeVisible();
  await page.clock.setSystemTime(`${dayFromNow(1)}T07:00:00Z`);
  const asked = page.waitForResponse('**/agenda?days=1');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await asked;
  await beginTomorrow(page);
  await page.clock.runFor(61_000);
  await expect(checkbox(page, 'Water the plants')).toBeVisible();
});
