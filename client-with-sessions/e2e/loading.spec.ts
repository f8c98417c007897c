import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { capture, makeProject, makeView } from './things.ts';

/** How far things have moved that were there already, as Layout Instability counts it. */
function shifted(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }),
  );
}

for (const name of ['today', 'upcoming', 'inbox', 'tasks', 'projects/1', 'done']) {
  test(`nothing moves while ${name} is loaded`, async ({ page, member }) => {
    for (const project of ['House', 'Garden', 'Work']) await makeProject(member.api, project);
    await makeView(member.api, 'Waiting', 'tag:waiting');
    await capture(member.api, 'Read #books', 'Write today ~1h', 'Paint tomorrow +House');
    await page.goto('/app/today');
    // What comes late is what moves things.
    for (const path of ['projects', 'views', 'settings']) {
      await page.route(`**/${path}`, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        await route.continue();
      });
    }
    await page.goto(`/app/${name}`);
    await expect(page.getByRole('link', { name: /^Garden/ })).toBeVisible();
    await page.waitForTimeout(700);
    expect(await shifted(page)).toBe(0);
  });
}
