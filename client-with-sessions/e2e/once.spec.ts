import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, openTasks, rows } from './steps.ts';
import { capture, countOf } from './things.ts';

const panel = (page: Page) => page.getByRole('complementary');

async function dueOf(api: APIRequestContext, id: number): Promise<string> {
  return (await (await api.get(`/tasks/${id}`)).json()).due;
}

test('a double click skips one date of a series, not two', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Water the plants every day');
  const first = await dueOf(member.api, id);
  const { occurrences } = await (await member.api.get(`/tasks/${id}/occurrences`)).json();
  await page.goto(`/app/tasks?task=${id}`);
  const skip = panel(page).getByRole('button', { name: 'Skip this one' });
  await skip.dblclick();
  await expect(page.getByText('Skipped “Water the plants”')).toBeVisible();
  await expect.poll(() => dueOf(member.api, id)).not.toBe(first);
  await expect(page.getByText('Then ', { exact: false })).toBeVisible();
  expect(await dueOf(member.api, id)).toBe(occurrences[0]);
});

test('a double click on a checkbox completes the task, and only this one', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Water the plants every day');
  await openTasks(page);
  await checkbox(page, 'Water the plants').dblclick();
  await expect(page.getByText(/^Completed “Water the plants”/)).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:done')).toBe(1);
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);
  // The row that was completed stays until it has faded, beside that of the next date.
  const ticked = (checked: boolean) =>
    page.getByRole('checkbox', { name: 'Water the plants', checked });
  await expect(ticked(true)).toHaveCount(0);
  await expect(ticked(false)).toHaveCount(1);
  expect(await countOf(member.api, 'is:done')).toBe(1);
});

test('a key that is held deletes one task, and completes one', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two', 'Three', 'Four');
  await openTasks(page);
  await checkbox(page, 'Four').focus();
  // Without letting go in between, the presses are repeats.
  for (let press = 0; press < 4; press++) await page.keyboard.down('Delete');
  await page.keyboard.up('Delete');
  await expect(rows(page)).toHaveCount(3);
  await expect(checkbox(page, 'Three')).toBeFocused();
  for (let press = 0; press < 4; press++) await page.keyboard.down('c');
  await page.keyboard.up('c');
  await expect(rows(page)).toHaveCount(2);
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(2);
  await expect(checkbox(page, 'Two')).toBeFocused();

  // Moving goes on for as long as the key is held.
  await checkbox(page, 'Two').focus();
  await page.keyboard.down('k');
  await page.keyboard.down('j');
  await page.keyboard.down('j');
  await page.keyboard.up('j');
  await expect(checkbox(page, 'One')).toBeFocused();
});

test('Enter held on a button presses it once', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two', 'Three');
  await openTasks(page);
  await page.getByRole('button', { name: 'More for Three' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(2);
});
