import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, newName, PASSWORD, test } from './fixtures.ts';

const REFUSAL = {
  type: 'urn:problem-type:tracker:confirmation-required',
  title: 'Forbidden',
  status: 403,
  error: 'Confirm first that it is you, with your password, a code or a passkey.',
};

/** Answers the first request as the server does ten minutes after a login. */
async function refuseOnce(page: Page, path: string, method: string): Promise<void> {
  let isFirst = true;
  await page.route(`**${path}`, (route) => {
    if (route.request().method() !== method || !isFirst) return route.fallback();
    isFirst = false;
    return route.fulfill({ status: 403, json: REFUSAL, contentType: 'application/problem+json' });
  });
}

test('ending the other sessions asks again who it is, and then goes on by itself', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/sessions', 403);
  problems.allowStatus('/session/confirm', 422);
  await page.setViewportSize({ width: 360, height: 740 });
  await refuseOnce(page, '/sessions', 'DELETE');
  await page.goto('/app/settings');
  await page.getByRole('button', { name: 'End all other sessions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  const password = dialog.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0);
  await expectNoSideways(page);
  await expectAccessible(page, 'asking again who it is');
  await password.fill('not the password');
  await page.keyboard.press('Enter');
  await expect(password).toHaveAccessibleDescription('The password is wrong.');
  await password.fill(member.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'End all other sessions' })).toHaveCount(0);
  expect((await member.api.get('/check_session')).status()).toBe(401);
});

test('giving up leaves everything as it was', async ({ page, problems, member }) => {
  problems.allowStatus('/sessions', 403);
  await refuseOnce(page, '/sessions', 'DELETE');
  await page.goto('/app/settings');
  const button = page.getByRole('button', { name: 'End all other sessions' });
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();
  expect((await member.api.get('/check_session')).status()).toBe(200);
});

test('turning on the second factor asks again who it is', async ({ page, problems, member }) => {
  problems.allowStatus('/second_factor', 403);
  await refuseOnce(page, '/second_factor', 'POST');
  await page.goto('/app/settings');
  await page.getByRole('button', { name: 'Turn on the second factor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(member.password);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
});

test('an admin is asked again before an account is made and removed', async ({
  context,
  page,
  problems,
  server,
}) => {
  problems.allowStatus('/users(/\\d+)?', 403);
  const admin = newName('admin');
  server.run(['user', 'add', admin, '--admin', '--password-stdin'], `${PASSWORD}\n`);
  await context.request.post('/login', { data: { username: admin, password: PASSWORD } });
  await refuseOnce(page, '/users', 'POST');
  await refuseOnce(page, '/users/*', 'DELETE');
  await page.goto('/app/settings');
  const added = newName('added');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.getByRole('dialog', { name: 'Add a user' });
  await form.getByLabel('Username').fill(added);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Add the user' }).click();
  const confirmation = page.getByRole('dialog', { name: 'Is it you?' });
  await confirmation.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: `Remove ${added}` }).click();
  await page.getByLabel(`Type ${added} to confirm`).fill(added);
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await confirmation.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(added, { exact: true })).toHaveCount(0);
});
