import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, newName, PASSWORD, test } from './fixtures.ts';
import { startServer } from './server.ts';
import { fillAccount } from './steps.ts';

test('a link logs in once, and leads to a new password without the old one', async ({
  page,
  problems,
  server,
  stranger,
}) => {
  problems.allowEndedSession();
  problems.allowStatus('/login_links/check', 403);
  const link = server.run(['user', 'login-link', stranger.username]).trim();
  await page.goto(link);
  await expect(page).toHaveTitle('Log in with a link · tracker');
  // Reading the page, even again, uses nothing up.
  await page.reload();
  const button = page.getByRole('button', { name: `Log in as ${stranger.username}` });
  await expect(button).toBeVisible();
  await expectAccessible(page, 'the page of a link');
  await button.click();
  await expect(page).toHaveURL('/app/settings#password');
  await expect(page.getByText(/You logged in with a link/)).toBeVisible();
  await expect(page.getByLabel('Current password')).toHaveCount(0);
  await page.getByLabel('New password').fill('better battery');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Changed.')).toBeVisible();
  await expect(page.getByLabel('Current password')).toBeVisible();

  await page.goto(link);
  await page.reload();
  await expect(page.getByRole('alert').getByText(/This link can’t be used/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Log in with your password' })).toBeVisible();
});

test('a link logs in as its user in a browser where somebody else is', async ({
  page,
  playwright,
  server,
  member,
}) => {
  const other = newName();
  const api = await playwright.request.newContext({ baseURL: server.url });
  const data = { username: other, password: PASSWORD, password_confirmation: PASSWORD };
  expect((await api.post('/signup', { data })).status()).toBe(201);
  await api.dispose();
  await page.goto('/app/settings');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await page.goto(server.run(['user', 'login-link', other]).trim());
  await page.getByRole('button', { name: `Log in as ${other}` }).click();
  await expect(page.getByText(/You logged in with a link/)).toBeVisible();
  await expect(page.getByRole('button', { name: other })).toBeVisible();
});

test('where signing up takes an invitation, an admin makes one and it makes one account', async ({
  browser,
}) => {
  const server = await startServer(
    (run) => run(['user', 'add', 'root', '--admin', '--password-stdin'], `${PASSWORD}\n`),
    ['--signup', 'invite'],
  );
  try {
    const narrow = { width: 360, height: 740 };
    const phone = await browser.newContext({ baseURL: server.url, viewport: narrow });
    const admin = await phone.newPage();
    await admin.goto('/app/signup');
    await expect(admin.getByText(/Signing up here takes an invitation/)).toBeVisible();
    await expect(admin.getByLabel('Username')).toHaveCount(0);
    await admin.goto('/app/login?next=/app/settings');
    await fillAccount(admin, 'root', PASSWORD);
    await admin.getByRole('button', { name: 'Make an invitation' }).click();
    const field = admin.getByLabel('Invitation', { exact: true });
    await expect(field).toHaveValue(/\/app\/signup#/);
    await expectNoSideways(admin);
    await expectAccessible(admin, 'an invitation');
    const link = await field.inputValue();

    const guest = await browser.newPage({ baseURL: server.url });
    await guest.goto(link);
    await fillAccount(guest, newName(), PASSWORD);
    await expect(guest).toHaveURL('/app/today');
    const second = await browser.newPage();
    await second.goto(link);
    await expect(second.getByText(/This link can’t be used/)).toBeVisible();
    for (const page of [guest, second]) await page.close();
    await phone.close();
  } finally {
    await server.stop();
  }
});
