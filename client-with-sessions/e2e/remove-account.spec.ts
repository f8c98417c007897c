import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, PASSWORD, test } from './fixtures.ts';
import { startServer } from './server.ts';
import { fillAccount, makeTask } from './steps.ts';

test('an account is removed by its own user, after an export was offered', async ({
  page,
  problems,
  member,
}) => {
  problems.allowEndedSession();
  problems.allowStatus('/account/delete', 422);
  await makeTask(member.api, 'Not for ever');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/settings');
  await page.getByRole('button', { name: 'Remove my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove your account?' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Export everything' }).click();
  expect((await download).suggestedFilename()).toContain('json');
  await expectNoSideways(page);
  await expectAccessible(page, 'removing the account');
  const name = dialog.getByLabel(`Type ${member.username} to confirm`);
  await name.fill('somebody else');
  await dialog.getByLabel('Password', { exact: true }).fill(member.password);
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toBeFocused();
  await name.fill(member.username);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/app/login');
  expect((await member.api.get('/check_session')).status()).toBe(401);
  problems.allowStatus('/login', 401);
  await fillAccount(page, member.username, member.password);
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
});

test('the last admin is told what to do first', async ({ page, problems }) => {
  problems.allowEndedSession();
  problems.allowStatus('/account/delete', 409);
  // On the server of the other journeys there may be others.
  const server = await startServer((run) =>
    run(['user', 'add', 'root', '--admin', '--password-stdin'], `${PASSWORD}\n`),
  );
  try {
    await page.goto(`${server.url}/app/login?next=/app/settings`);
    await fillAccount(page, 'root', PASSWORD);
    await page.getByRole('button', { name: 'Remove my account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Type root to confirm').fill('root');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('Make somebody else an admin first.');
    // The page is still fetching the code of others, and would miss the server.
    await page.goto('about:blank');
  } finally {
    await server.stop();
  }
});
