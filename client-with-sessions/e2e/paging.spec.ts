import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, makeTask, openTasks, rows } from './steps.ts';

const COUNT = 130;

async function makeMany(api: APIRequestContext): Promise<void> {
  for (let number = 1; number <= COUNT; number++) await makeTask(api, `Task ${number}`);
}

test('more is loaded on the way down', async ({ page, member }) => {
  await makeMany(member.api);
  await openTasks(page);
  await expect(page.getByText(`${COUNT} open`)).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(async () => {
    await page.mouse.wheel(0, 3_000);
    await expect(checkbox(page, 'Task 1')).toBeInViewport({ timeout: 100 });
  }).toPass({ timeout: 10_000 });
  await expect(rows(page)).toHaveCount(COUNT);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('more is loaded by the button, and the focus goes on where the new rows begin', async ({
  page,
  member,
}) => {
  await makeMany(member.api);
  // As in a browser that can't tell how far one has scrolled.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'IntersectionObserver'));
  await openTasks(page);
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(checkbox(page, 'Task 80')).toBeFocused();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(checkbox(page, 'Task 30')).toBeFocused();
  await expect(rows(page)).toHaveCount(COUNT);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});
