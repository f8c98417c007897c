import { expect, test } from './fixtures.ts';
import { addLine, fillAccount, message } from './steps.ts';

interface Settings {
  zone: string | null;
  week_start: string;
  day_start: string;
  clock: string;
  theme: string;
  hours: Record<string, number>;
}

test('the days of the account are set, each change at once and undoable', async ({
  page,
  member,
}) => {
  const saved = async () => (await (await member.api.get('/settings')).json()) as Settings;
  await page.goto('/app/settings');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await expect.poll(async () => (await saved()).zone).toBe('Europe/Berlin');
  await page.getByLabel('The week begins on').selectOption('Sunday');
  await expect.poll(async () => (await saved()).week_start).toBe('sunday');
  await page.getByLabel('12 hours').check();
  await expect.poll(async () => (await saved()).clock).toBe('12h');
  await page.getByLabel('Friday').fill('6:30');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await saved()).hours.friday).toBe(390);
  await page.getByLabel('A day begins at').fill('4');
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await saved()).day_start).toBe('04:00');
  await page.getByLabel('A day begins at').fill('13:00');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('A day begins at')).toHaveAttribute('aria-invalid', 'true');

  await page.getByRole('heading', { name: 'Settings' }).focus();
  await page.keyboard.press('Control+z');
  await expect(message(page, 'Undone: Changed when a day begins')).toBeVisible();
  await expect.poll(async () => (await saved()).day_start).toBe('00:00');
  await expect(page.getByLabel('A day begins at')).toHaveValue('00:00');
});

test('dates in numbers are read as where the browser is from, or as is chosen', async ({
  page,
  problems,
  stranger,
}) => {
  problems.allowStatus('/check_session', 401);
  const saved = async () => (await (await stranger.api.get('/settings')).json()).date_order;
  await page.goto('/app/login?next=/app/activity');
  await fillAccount(page, stranger.username, stranger.password);
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
  await expect.poll(saved).toBe('day_first');
  await page.reload();
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();

  await page.getByRole('link', { name: 'Inbox' }).click();
  await addLine(page).fill('Books 3/12/2030');
  const chip = page.getByRole('button', { name: 'keep “3/12/2030” in the title' });
  await expect(chip).toHaveAttribute('title', '3/12/2030: 3 December 2030, day first');
  await page.goto('/app/settings');
  await page.getByLabel('Month first').click();
  await expect(page.getByLabel('Month first')).toBeChecked();
  await expect.poll(saved).toBe('month_first');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(chip).toHaveAttribute('title', '3/12/2030: 12 March 2030, month first');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Changed the settings' })).toHaveCount(
    1,
  );
  await page.keyboard.press('Control+z');
  await expect.poll(saved).toBe('day_first');
});

test('the theme goes with the account', async ({ page, member }) => {
  await page.goto('/app/settings');
  await page.getByLabel('Dark').check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect
    .poll(async () => ((await (await member.api.get('/settings')).json()) as Settings).theme)
    .toBe('dark');
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+z');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
});
