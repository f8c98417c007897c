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

test('in a long list the focus finds rows that are far away', async ({ page, member }) => {
  test.slow();
  const text = Array.from({ length: 400 }, (_, number) => `Task ${400 - number} today`).join('\n');
  const answer = await member.api.post('/capture', { data: { text } });
  expect(answer.status()).toBe(201);
  await page.goto('/app/today');
  const list = page.getByRole('main');
  await expect(list.getByText('400 tasks without an estimate', { exact: false })).toBeVisible();
  const first = await list.getByRole('checkbox').first().getAttribute('aria-label');
  await list.getByRole('checkbox').first().focus();
  await page.keyboard.press('Delete');
  await expect(list.getByRole('checkbox', { name: first ?? '', exact: true })).toHaveCount(0);
  for (let screen = 0; screen < 40; screen += 1) await page.mouse.wheel(0, 1_000);
  await expect(list.getByRole('checkbox').last()).toBeInViewport();
  const rows = await list.getByRole('checkbox').count();
  expect(rows).toBeLessThan(200);
  await page.keyboard.press('Control+z');
  await expect(list.getByRole('checkbox', { name: first ?? '', exact: true })).toBeFocused();
  await expect(list.getByRole('checkbox', { name: first ?? '', exact: true })).toBeInViewport();
});
