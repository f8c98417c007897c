import { expect, test } from './fixtures.ts';
import { fillAccount } from './steps.ts';

const NEW_PASSWORD = 'eleven blue kettles';

test('a new password counts from now on, and ends the other sessions', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/password', 422);
  await page.goto('/app/settings');
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('Current password')).toBeFocused();
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Current password').fill(member.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Changed.')).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveValue('');
  expect((await member.api.get('/tasks')).status()).toBe(401);

  problems.allowEndedSession();
  await page.getByRole('button', { name: member.username }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await fillAccount(page, member.username, NEW_PASSWORD);
  await expect(page).toHaveURL('/app/today');
});

test('sessions are listed, and can be ended one by one or together', async ({
  page,
  playwright,
  server,
  member,
}) => {
  const { username, password } = member;
  const phone = await playwright.request.newContext({
    baseURL: server.url,
    userAgent: 'Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
  });
  await phone.post('/login', { data: { username, password } });

  await page.goto('/app/settings');
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions).toHaveCount(3);
  await expect(sessions.first()).toContainText('Chrome on Linux');
  await expect(sessions.first()).toContainText('This session');
  await expect(sessions.first().getByRole('button')).toHaveCount(0);

  await page.getByRole('button', { name: 'End the session of Firefox on Android' }).click();
  await expect(sessions).toHaveCount(2);
  expect((await phone.get('/tasks')).status()).toBe(401);
  expect((await member.api.get('/tasks')).status()).toBe(200);

  await page.getByRole('button', { name: 'End all other sessions' }).click();
  await expect(sessions).toHaveCount(1);
  expect((await member.api.get('/tasks')).status()).toBe(401);
  await expect(page.getByRole('button', { name: 'End all other sessions' })).toHaveCount(0);
  await phone.dispose();
});

test('the theme changes at once and stays', async ({ page, member }) => {
  await page.goto('/app/settings');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByLabel('Dark').check();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(page.getByLabel('Dark')).toBeChecked();
  expect(await background()).toBe(dark);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByLabel('Light').check();
  expect(await background()).toBe(light);
  await page.getByLabel('Same as the system').check();
  expect(await background()).toBe(dark);
});

test('someone who is not an admin sees no users', async ({ page, member }) => {
  await page.goto('/app/settings');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Users' })).toHaveCount(0);
});
