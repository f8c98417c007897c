import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, dayFromNow, makeTask, openTasks, rows } from './steps.ts';

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

test('only the days near what is seen have rows, and the focus follows a task to one far away', async ({
  page,
  member,
}) => {
  test.slow();
  // Nowhere a long list, but a long page.
  const days = Array.from({ length: 7 }, (_, index) => dayFromNow(index + 1));
  for (const [nth, day] of days.entries()) {
    const text = Array.from({ length: 60 }, (_, index) => `Task ${'ABCDEFG'[nth]}${index}`);
    const data = { text: text.join('\n'), planned_if_undated: day };
    const answer = await member.api.post('/capture', { data });
    expect(answer.status()).toBe(201);
  }
  await page.goto('/app/upcoming');
  await expect(page.getByText('420 tasks', { exact: true })).toBeVisible();
  await expect(page.locator('[data-section]')).toHaveCount(14);
  await expect(async () => {
    expect(await rows(page).count()).toBeGreaterThan(40);
    expect(await rows(page).count()).toBeLessThan(200);
  }).toPass();

  const first = page.locator(`[data-section="${days[0]}"]`).getByRole('checkbox').first();
  const name = (await first.getAttribute('aria-label')) ?? '';
  await first.focus();
  for (const day of days.slice(1)) {
    await page.keyboard.press(']');
    const moved = page
      .locator(`[data-section="${day}"]`)
      .getByRole('checkbox', { name, exact: true });
    await expect(moved).toBeFocused();
    await expect(moved).toBeInViewport();
    expect(await rows(page).count()).toBeLessThan(250);
  }
  const last = page.locator(`[data-section="${days[6]}"]`).getByRole('checkbox').last();
  await expect(async () => {
    await page.mouse.wheel(0, 3_000);
    await expect(last).toBeInViewport({ timeout: 100 });
  }).toPass({ timeout: 10_000 });
});
