import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, type Member, test } from './fixtures.ts';
import { fillAccount } from './steps.ts';
import { totp } from './totp.ts';

/** Turns it on over the API. The code of the present step is used by then. */
async function turnOn(member: Member) {
  const { secret } = await (await member.api.post('/second_factor', { data: {} })).json();
  const response = await member.api.post('/second_factor/turn_on', {
    data: { code: totp(secret) },
  });
  const { recovery_codes } = await response.json();
  return { secret: String(secret), codes: recovery_codes as string[] };
}

test('the second factor is turned on with a code, and its recovery codes are shown once', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/second_factor/turn_on', 422);
  await page.goto('/app/settings');
  await page.getByRole('button', { name: 'Turn on the second factor' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
  await expectAccessible(page, 'the QR code');
  const secret = (await dialog.locator('code').textContent()) ?? '';
  const code = dialog.getByLabel('Code that the app shows now');
  await code.fill('12345');
  await page.keyboard.press('Enter');
  await expect(code).toHaveAccessibleDescription(/six digits/);
  await code.fill(totp(secret));
  await page.keyboard.press('Enter');

  const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await expectAccessible(page, 'the recovery codes');
  await page.keyboard.press('Escape');
  await expect(codes).toHaveCount(10);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file).toContain(await codes.first().textContent());
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await expect(page.getByText('This session')).toBeVisible();
  expect((await member.api.get('/check_session')).status()).toBe(401);
});

test('logging in asks for the code after the password', async ({ page, problems, stranger }) => {
  problems.allowEndedSession();
  const { secret } = await turnOn(stranger);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/login?next=/app/settings');
  await fillAccount(page, stranger.username, stranger.password);
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expectAccessible(page, 'the code of a login');
  await expectNoSideways(page);
  await code.fill('000000');
  await page.keyboard.press('Enter');
  await expect(code).toHaveAccessibleDescription(/wrong or was used/);
  await expect(code).toBeFocused();
  await code.fill(totp(secret, 1));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/app/settings');
});

test('a recovery code logs in, few of them are warned of, and new ones are made', async ({
  page,
  problems,
  stranger,
}) => {
  problems.allowEndedSession();
  const { secret, codes } = await turnOn(stranger);
  const { username, password } = stranger;
  for (const code of codes.slice(0, 6)) {
    await stranger.api.post('/login', { data: { username, password, code } });
  }
  await page.goto('/app/login?next=/app/settings');
  await fillAccount(page, username, password);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  const field = page.getByLabel('Recovery code');
  await expect(field).toBeFocused();
  await field.fill(codes[6]?.toUpperCase() ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Only 3 recovery codes left/)).toBeVisible();

  await page.getByRole('button', { name: 'New recovery codes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByLabel('Code', { exact: true }).fill(totp(secret, 1));
  await expectAccessible(page, 'asking for password and code');
  await page.keyboard.press('Enter');
  const shown = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(shown).toHaveCount(10);
  const [first] = await shown.allTextContents();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();

  await page.getByRole('button', { name: 'Turn off' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Use a recovery code' }).click();
  await dialog.getByLabel('Recovery code').fill(first ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Turn on the second factor' })).toBeVisible();
});

test('a link asks for the code too', async ({ page, problems, server, stranger }) => {
  problems.allowEndedSession();
  const { secret } = await turnOn(stranger);
  await page.goto(server.run(['user', 'login-link', stranger.username]).trim());
  const button = page.getByRole('button', { name: `Log in as ${stranger.username}` });
  await button.click();
  await page.getByLabel('Code', { exact: true }).fill(totp(secret, 1));
  await button.click();
  await expect(page.getByText(/You logged in with a link/)).toBeVisible();
});

for (const [look, colorScheme] of [
  ['light', 'light'],
  ['dark', 'dark'],
] as const) {
  test.describe(`on a phone, ${look}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    test('the dialog of the second factor fits', async ({ page, member }) => {
      await page.goto('/app/settings');
      await page.getByRole('button', { name: 'Turn on the second factor' }).click();
      const dialog = page.getByRole('dialog');
      const secret = (await dialog.locator('code').textContent()) ?? '';
      await expectNoSideways(page);
      await expectAccessible(page, `the QR code, ${look}`);
      await page.screenshot({ path: `test-results/second-factor-qr-${look}.png` });
      await dialog.getByLabel('Code that the app shows now').fill(totp(secret));
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('list', { name: 'Recovery codes' })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page, `the recovery codes, ${look}`);
      await page.screenshot({ path: `test-results/second-factor-codes-${look}.png` });
      expect(member.username).not.toBe('');
    });
  });
}
