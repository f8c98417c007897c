import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addLine, checkbox, chooseValue, openTasks } from './steps.ts';
import { capture } from './things.ts';

const panel = (page: Page) => page.getByRole('complementary');
const toasts = (page: Page) => page.locator('[data-toast]');

test('completing one of a series says when the next comes, and a parent with how many', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Water the plants 2030-01-04 every week');
  await capture(member.api, 'Move house\n  Pack the books\n  Hire a van');
  await openTasks(page);
  await checkbox(page, 'Water the plants').click();
  await expect(
    page.getByText(/^Completed “Water the plants”, next Fri,? 11 Jan 2030$/),
  ).toBeVisible();
  await checkbox(page, 'Move house').click();
  await expect(page.getByText('Completed “Move house” and 2 subtasks')).toBeVisible();
});

test('what was added says where it went, and leads there', async ({ page, member }) => {
  await page.goto('/app/today');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await addLine(page).fill('Dentist tomorrow 9am +Me');
  await addLine(page).press('Enter');
  const message = toasts(page).filter({ hasText: 'Added “Dentist” to Me, tomorrow 09:00' });
  await message.getByRole('button', { name: 'Show' }).click();
  await expect(panel(page).getByLabel('Title', { exact: true })).toHaveValue('Dentist');
});

test('messages of one task take each other’s place, and never lie over its details', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Pay rent');
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1000, height: 700 },
    { width: 360, height: 640 },
  ]) {
    await page.setViewportSize(size);
    await page.goto(`/app/tasks?task=${id}`);
    await panel(page).getByLabel('Estimate').fill(`${size.width}`);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Estimated “Pay rent”')).toBeVisible();
    await chooseValue(page, 'Priority', size.width > 999 ? 'High' : 'Low');
    await expect(page.getByText('Gave “Pay rent”')).toBeVisible();
    await expect(toasts(page)).toHaveCount(1);
    const isClear = async () => {
      const toast = await toasts(page).boundingBox();
      const details = await panel(page).boundingBox();
      if (!toast || !details) return false;
      return toast.x + toast.width <= details.x || toast.y >= details.y + details.height;
    };
    await expect.poll(isClear, { message: `${size.width}` }).toBe(true);
    await member.api.patch(`/tasks/${id}`, { data: { priority: 'none' } });
  }
});
