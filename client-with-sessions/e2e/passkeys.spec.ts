import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { byName, logInByName, plugIn } from './authenticator.ts';
import { expect, test } from './fixtures.ts';

async function addPasskey(page: Page, name?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Name');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Chrome on Linux');
  if (name) await field.fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

async function logOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto(new URL('/app/login?next=/app/settings', page.url()).href);
}

test('a passkey is added, logs in, is renamed and removed', async ({
  page,
  context,
  problems,
  server,
  stranger,
}) => {
  problems.allowEndedSession();
  const device = await plugIn(page);
  await logInByName(context, server.url, stranger);
  await page.goto(`${byName(server.url)}/app/settings`);
  await addPasskey(page, 'Phone');
  const list = page.getByRole('list', { name: 'Passkeys' });
  await expect(list).toContainText('Phone');
  await expect(list).toContainText('Never used');
  expect(await device.keys()).toBe(1);
  await expectAccessible(page, 'a passkey in the settings');

  await device.present(false);
  await logOut(page);
  const button = page.getByRole('button', { name: 'Log in with a passkey' });
  await expect(button).toBeVisible();
  await expectAccessible(page, 'the login with a passkey');
  await device.present(true);
  await button.click();
  await expect(page).toHaveURL(/\/app\/settings$/);
  await expect(list).toContainText('Last used');
  await expect(page.getByRole('list', { name: 'Security log' })).toContainText(
    'Logged in with a passkey',
  );

  await page.getByRole('button', { name: 'Rename Phone' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Laptop');
  await page.keyboard.press('Enter');
  await expect(list).toContainText('Laptop');
  await page.getByRole('button', { name: 'Remove Laptop' }).click();
  await expect(list).toHaveCount(0);

  await logOut(page);
  problems.allowStatus('/login/passkey', 401);
  await device.present(false);
  await expect(button).toBeVisible();
  await device.present(true);
  await button.click();
  await expect(page.getByText('This passkey was not accepted.')).toBeVisible();
});

test('a passkey is offered where the username is typed', async ({
  page,
  context,
  problems,
  server,
  stranger,
}) => {
  problems.allowEndedSession();
  await plugIn(page);
  await logInByName(context, server.url, stranger);
  await page.goto(`${byName(server.url)}/app/settings`);
  await addPasskey(page);
  await logOut(page);
  // The device says yes to what is offered, as a person does who chooses it below the field.
  await expect(page).toHaveURL(/\/app\/settings$/);
  await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText('Last used');
});

test('a passkey confirms who it is, and one device has one', async ({
  page,
  context,
  problems,
  server,
  stranger,
}) => {
  const device = await plugIn(page);
  await logInByName(context, server.url, stranger);
  await page.goto(`${byName(server.url)}/app/settings`);
  await addPasskey(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This device has a passkey for your account already.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  problems.allowStatus('/passkeys/1', 403);
  let isFirst = true;
  await page.route('**/passkeys/1', (route) => {
    if (route.request().method() !== 'DELETE' || !isFirst) return route.fallback();
    isFirst = false;
    return route.fulfill({
      status: 403,
      json: { type: 'urn:problem-type:tracker:confirmation-required', error: 'Confirm first.' },
      contentType: 'application/problem+json',
    });
  });
  await page.getByRole('button', { name: 'Remove Chrome on Linux' }).click();
  const confirm = dialog.getByRole('button', { name: 'Use a passkey instead' });
  await expect(confirm).toBeVisible();
  await expectAccessible(page, 'confirming with a passkey');
  await device.verify(false);
  await confirm.click();
  await expect(dialog).toContainText('No passkey was used.');
  await device.verify(true);
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: 'Passkeys' })).toHaveCount(0);
});

test('where there can be no passkeys, the settings say why', async ({ page, member }) => {
  await page.goto('/app/settings');
  await expect(
    page.getByText(/Browsers have passkeys only for an address with a name/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0);
  expect(member.username).not.toBe('');
});

for (const look of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${look}`, () => {
    test.use({ colorScheme: look, viewport: { width: 360, height: 740 } });

    test('passkeys fit', async ({ page, context, problems, server, stranger }) => {
      problems.allowEndedSession();
      const device = await plugIn(page);
      await logInByName(context, server.url, stranger);
      await page.goto(`${byName(server.url)}/app/settings`);
      await addPasskey(page, 'The phone that I have had for years and years');
      await page.getByRole('heading', { name: 'Passkeys' }).scrollIntoViewIfNeeded();
      await expectNoSideways(page);
      await page.screenshot({ path: `test-results/passkeys-${look}.png` });
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await expectNoSideways(page);
      await expectAccessible(page, `adding a passkey, ${look}`);
      await page.screenshot({ path: `test-results/passkeys-add-${look}.png` });
      await device.present(false);
      await logOut(page);
      await expect(page.getByRole('button', { name: 'Log in with a passkey' })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page, `the login, ${look}`);
      await page.screenshot({ path: `test-results/login-${look}.png` });
    });
  });
}
