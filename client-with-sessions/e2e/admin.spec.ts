import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, newName, PASSWORD, test } from './fixtures.ts';

test('an admin manages the accounts', async ({
  context,
  page,
  problems,
  server,
  stranger,
  playwright,
}) => {
  problems.allowStatus('/users', 409);
  const admin = newName('admin');
  server.run(['user', 'add', admin, '--admin', '--password-stdin'], `${PASSWORD}\n`);
  await context.request.post('/login', { data: { username: admin, password: PASSWORD } });

  await page.goto('/app/settings');
  const users = page.getByRole('list', { name: 'Users' }).getByRole('listitem');
  const user = (name: string) => users.filter({ has: page.getByText(name, { exact: true }) });
  await expect(user(admin)).toContainText('You, Admin');
  await expect(user(stranger.username)).toContainText('0 tasks');

  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Username').fill(stranger.username);
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add the user' }).click();
  await expect(dialog.getByLabel('Username')).toHaveAccessibleDescription(/taken/);
  const added = newName('added');
  await dialog.getByLabel('Username').fill(added);
  await dialog.getByRole('button', { name: 'Add the user' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(user(added)).toContainText('never logged in');

  await page.getByRole('button', { name: `Make admin: ${added}` }).click();
  await expect(user(added)).toContainText('Admin');
  await page.getByRole('button', { name: `Remove as admin: ${added}` }).click();
  await expect(user(added)).not.toContainText('Admin,');

  await page.getByRole('button', { name: `Disable ${stranger.username}` }).click();
  await expect(user(stranger.username)).toContainText('Disabled');
  expect((await stranger.api.get('/tasks')).status()).toBe(401);
  await page.getByRole('button', { name: `Enable ${stranger.username}` }).click();
  await expect(user(stranger.username)).not.toContainText('Disabled');

  await page.getByRole('button', { name: `Remove ${added}` }).click();
  await dialog.getByLabel(/^Type/).fill('someone else');
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(dialog.getByLabel(/^Type/)).toBeFocused();
  await expect(dialog.getByLabel(/^Type/)).toHaveAccessibleDescription(/not the user/);
  await dialog.getByLabel(/^Type/).fill(added);
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(user(added)).toHaveCount(0);
  const elsewhere = await playwright.request.newContext({ baseURL: server.url });
  const login = await elsewhere.post('/login', { data: { username: added, password: PASSWORD } });
  expect(login.status()).toBe(401);
  await elsewhere.dispose();
});

test('an account that has moved leads to where it is, and can be removed', async ({
  context,
  page,
  server,
  stranger,
}, info) => {
  const admin = newName('admin');
  server.run(['user', 'add', admin, '--admin', '--password-stdin'], `${PASSWORD}\n`);
  const file = info.outputPath('moved.json');
  const to = 'https://elsewhere.example';
  server.run(['user', 'move', stranger.username, '--to', to, '-o', file]);
  await context.request.post('/login', { data: { username: admin, password: PASSWORD } });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/settings');
  const users = page.getByRole('list', { name: 'Users' }).getByRole('listitem');
  const moved = users.filter({ has: page.getByText(stranger.username, { exact: true }) });
  await expect(moved.getByRole('link', { name: to })).toHaveAttribute('href', to);
  await expect(moved.getByRole('button')).toHaveText(['Enable', 'Remove']);
  await expectNoSideways(page);
  await expectAccessible(page, 'an account that has moved');
});
