import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { test as base, expect, newName, PASSWORD } from './fixtures.ts';
import { CLIENT_ID, type Issuer, startIssuer } from './issuer.ts';
import { type Server, startServer } from './server.ts';
import { fillAccount } from './steps.ts';
import { totp } from './totp.ts';

const test = base.extend<{ issuer: Issuer; linked: Server; opened: Server }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from here.
  issuer: async ({}, use) => {
    const issuer = await startIssuer();
    await use(issuer);
    issuer.stop();
  },
  linked: async ({ issuer, page }, use) => {
    const server = await startServer(undefined, optionsFor(issuer));
    await use(server);
    // It asks for nothing more.
    await page.goto('about:blank');
    await server.stop();
  },
  opened: async ({ issuer, page }, use) => {
    const server = await startServer(undefined, [...optionsFor(issuer), '--oidc-signup']);
    await use(server);
    // It asks for nothing more.
    await page.goto('about:blank');
    await server.stop();
  },
});

function optionsFor({ url }: Issuer): string[] {
  return ['--oidc-issuer', url, '--oidc-client-id', CLIENT_ID, '--oidc-name', 'Company'];
}

async function signUp(page: Page, { url }: Server): Promise<string> {
  const username = newName();
  const data = { username, password: PASSWORD, password_confirmation: PASSWORD };
  await page.context().request.post(`${url}/signup`, { data });
  return username;
}

test('an account is linked in the settings, and logs in from then on', async ({
  page,
  problems,
  issuer,
  linked,
}) => {
  problems.allowEndedSession();
  await page.goto(`${linked.url}/app/login`);
  const button = page.getByRole('button', { name: 'Log in with Company' });
  await button.click();
  await expect(page.getByText(/^No account here is linked to it/)).toBeVisible();
  await expectAccessible(page, 'a login that nobody is linked to');

  const username = await signUp(page, linked);
  await page.goto(`${linked.url}/app/settings`);
  await page.getByRole('button', { name: 'Link Company' }).click();
  await expect(page.getByText(/^It is linked/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Links' })).toContainText('somebody, at Company');
  await expectAccessible(page, 'a link in the settings');

  await page.context().clearCookies();
  await page.goto(`${linked.url}/app/login?next=/app/tasks`);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${linked.url}/app/tasks`);
  await expect(page.getByRole('button', { name: username })).toBeVisible();

  await page.goto(`${linked.url}/app/settings`);
  await page.getByRole('button', { name: 'Unlink somebody, at Company' }).click();
  await expect(page.getByRole('list', { name: 'Links' })).toHaveCount(0);
  await page.context().clearCookies();
  issuer.declines = true;
  await page.goto(`${linked.url}/app/login`);
  await button.click();
  await expect(page.getByText(/^The login was called off/)).toBeVisible();
});

test('an account without a password sets one, and then can be unlinked', async ({
  page,
  problems,
  opened,
}) => {
  problems.allowEndedSession();
  problems.allowStatus('/identities/1', 409);
  await page.goto(`${opened.url}/app/login`);
  await page.getByRole('button', { name: 'Log in with Company' }).click();
  await expect(page).toHaveURL(`${opened.url}/app/today`);
  await page.goto(`${opened.url}/app/settings`);
  await expect(page.getByLabel('Current password')).toHaveCount(0);
  await page.getByRole('button', { name: 'Unlink somebody, at Company' }).click();
  await expect(page.getByText(/Set a password first/)).toBeVisible();
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set a password' }).click();
  await expect(page.getByText('Changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Unlink somebody, at Company' }).click();
  await expect(page.getByRole('list', { name: 'Links' })).toHaveCount(0);
});

test('an account without a password is removed by its user, who logs in again for that', async ({
  page,
  problems,
  opened,
}) => {
  problems.allowEndedSession();
  problems.allowStatus('/account/delete', 422);
  await page.goto(`${opened.url}/app/login`);
  await page.getByRole('button', { name: 'Log in with Company' }).click();
  await expect(page).toHaveURL(`${opened.url}/app/today`);
  await page.goto(`${opened.url}/app/settings`);
  await page.getByRole('button', { name: 'Remove my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove your account?' });
  const name = dialog.getByRole('textbox');
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveCount(0);
  await expectAccessible(page, 'removing an account without a password');
  await name.fill('somebody else');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  const { username } = await (
    await page.context().request.get(`${opened.url}/check_session`)
  ).json();
  await name.fill(username);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${opened.url}/app/login`);
});

test('the second factor of an account is asked for', async ({ page, problems, linked }) => {
  problems.allowEndedSession();
  await signUp(page, linked);
  const { request } = page.context();
  await page.goto(`${linked.url}/app/settings`);
  await page.getByRole('button', { name: 'Link Company' }).click();
  await expect(page.getByText(/^It is linked/)).toBeVisible();
  const { secret } = await (await request.post(`${linked.url}/second_factor`, { data: {} })).json();
  const data = { code: totp(secret) };
  expect((await request.post(`${linked.url}/second_factor/turn_on`, { data })).status()).toBe(200);
  await page.context().clearCookies();
  await page.goto(`${linked.url}/app/login?next=/app/settings`);
  await page.getByRole('button', { name: 'Log in with Company' }).click();
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await code.fill(totp(secret, 1));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${linked.url}/app/settings`);
});

test('an issuer that is down is said, and the password goes on working', async ({
  page,
  problems,
  issuer,
  linked,
}) => {
  problems.allowEndedSession();
  problems.allowStatus('/login/oidc/begin', 503);
  issuer.stop();
  const username = await signUp(page, linked);
  await page.context().clearCookies();
  await page.goto(`${linked.url}/app/login`);
  await page.getByRole('button', { name: 'Log in with Company' }).click();
  await expect(page.getByText(/does not answer/)).toBeVisible();
  await fillAccount(page, username, PASSWORD);
  await expect(page).toHaveURL(`${linked.url}/app/today`);
});

for (const look of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${look}`, () => {
    test.use({ colorScheme: look, viewport: { width: 360, height: 740 } });

    test('other ways to log in fit', async ({ page, problems, linked }) => {
      problems.allowEndedSession();
      await page.goto(`${linked.url.replace('127.0.0.1', 'localhost')}/app/login#oidc=unknown`);
      await expect(page.getByRole('button', { name: 'Log in with Company' })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page, `the ways in, ${look}`);
      await page.screenshot({ path: `test-results/ways-${look}.png` });
      await signUp(page, linked);
      await page.goto(`${linked.url}/app/settings`);
      await page.getByRole('button', { name: 'Link Company' }).click();
      await expect(page.getByText(/^It is linked/)).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page, `a link, ${look}`);
      await page.screenshot({ path: `test-results/links-${look}.png` });
    });
  });
}
