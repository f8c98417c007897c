import { expect, test } from './fixtures.ts';
import { message } from './steps.ts';

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
