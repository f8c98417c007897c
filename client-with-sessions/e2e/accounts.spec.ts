import { expect, newName, PASSWORD, test } from './fixtures.ts';
import {
  addLine,
  checkbox,
  fillAccount,
  makeTask,
  openDetails,
  openRequests,
  openTasks,
  withoutEvents,
  withoutSharedWorker,
} from './steps.ts';

test('the first address leads a stranger to the login, and from there to their day', async ({
  page,
  problems,
  stranger,
}) => {
  problems.allowStatus('/check_session', 401);
  await page.goto('/');
  await expect(page).toHaveURL('/app/login');
  await expect(page).toHaveTitle('Log in · tracker');
  await fillAccount(page, stranger.username, stranger.password);
  await expect(page).toHaveURL('/app/today');
  await expect(page).toHaveTitle('Today · tracker');
  await expect(page.getByRole('button', { name: stranger.username })).toBeVisible();
});

test('signing up makes an account that is logged in and empty', async ({ page, problems }) => {
  problems.allowStatus('/check_session', 401);
  await page.goto('/app/login');
  await page.getByRole('link', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'Sign up' })).toBeVisible();
  const name = newName();
  await fillAccount(page, name, PASSWORD);
  await expect(page).toHaveURL('/app/today');
  await expect(page.getByText('Plan your day')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name })).toBeVisible();
});

test('where sign-up is closed, no link leads there and the page says why', async ({
  page,
  problems,
}) => {
  problems.allowStatus('/check_session', 401);
  await page.route('**/instance', (route) => route.fulfill({ json: { signup: 'closed' } }));
  const asked = page.waitForResponse('**/instance');
  await page.goto('/app/login');
  await asked;
  await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign up' })).toHaveCount(0);
  await page.goto('/app/signup');
  await expect(page.getByText('Sign-up is closed on this server.')).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveCount(0);
});

test('a name that is taken is said beside the field', async ({ page, problems, stranger }) => {
  problems.allowStatus('/check_session', 401);
  problems.allowStatus('/signup', 409);
  await page.goto('/app/signup');
  await fillAccount(page, stranger.username, PASSWORD);
  const username = page.getByLabel('Username');
  await expect(username).toHaveAttribute('aria-invalid', 'true');
  await expect(username).toBeFocused();
  await expect(username).toHaveAccessibleDescription(/taken/);
  await expect(username).toHaveValue(stranger.username);
});

test('a password that is too short is said beside the field', async ({ page, problems }) => {
  problems.allowStatus('/check_session', 401);
  problems.allowStatus('/signup', 422);
  await page.goto('/app/signup');
  await fillAccount(page, newName(), 'short');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
});

test('a wrong password is refused, and what was typed stays', async ({
  page,
  problems,
  stranger,
}) => {
  problems.allowStatus('/check_session', 401);
  problems.allowStatus('/login', 401);
  await page.goto('/app/login');
  await fillAccount(page, stranger.username, 'not the password');
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await expect(page.getByLabel('Username')).toHaveValue(stranger.username);
  await page.getByLabel('Password', { exact: true }).fill(stranger.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL('/app/today');
});

test('logging out ends the session on the server too', async ({
  context,
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/check_session', 401);
  await openTasks(page);
  await page.getByRole('button', { name: member.username }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/app/login');
  expect((await context.request.get('/tasks')).status()).toBe(401);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

test('logging out without a server says so, and is made up for', async ({
  context,
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  await withoutSharedWorker(page);
  await openTasks(page);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: member.username }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByText(/the server could not be reached/)).toBeVisible();
  expect((await context.request.get('/tasks')).status()).toBe(200);
  await context.setOffline(false);
  await expect(page.getByText(/the server could not be reached/)).toBeHidden();
  expect((await context.request.get('/tasks')).status()).toBe(401);
});

test('a session that ends elsewhere leads to the login and back, and nothing typed is lost', async ({
  page,
  problems,
  member,
}) => {
  problems.allowEndedSession();
  // Without what would tell so before the line is sent.
  await withoutEvents(page);
  await page.route('**/capture/preview', () => {});
  await makeTask(member.api, 'Already there');
  const open = openRequests(page);
  await openTasks(page, '?status=all');
  await expect(checkbox(page, 'Already there')).toBeVisible();
  await expect.poll(() => open.size).toBe(0);
  expect((await member.api.delete('/sessions')).status()).toBe(204);

  await addLine(page).fill('Typed too late');
  await addLine(page).press('Enter');
  await expect(page).toHaveURL(/\/app\/login\?next=/);
  await fillAccount(page, member.username, member.password);
  await expect(page).toHaveURL('/app/tasks?status=all');
  await expect(page.getByText('Typed too late')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(checkbox(page, 'Typed too late')).toBeEnabled();
});

test('a session that ends elsewhere is noticed by itself, and what was typed is kept', async ({
  page,
  problems,
  member,
}) => {
  problems.allowEndedSession();
  await openTasks(page);
  await makeTask(member.api, 'Seen at once');
  await expect(checkbox(page, 'Seen at once')).toBeVisible();
  await addLine(page).fill('Half a thought');
  await member.api.delete('/sessions');
  await expect(page.getByText('Log in to continue where you were.')).toBeVisible();
  await fillAccount(page, member.username, member.password);
  await expect(addLine(page)).toHaveValue('Half a thought');
});

test('a session that ends while something is written leads back to it', async ({
  page,
  problems,
  member,
}) => {
  problems.allowEndedSession();
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await openDetails(page, 'Buy milk');
  await page.getByLabel('Description').fill('Half a sentence');
  await member.api.delete('/sessions');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('Log in to continue where you were.')).toBeVisible();
  await fillAccount(page, member.username, member.password);
  await expect(page.getByRole('region', { name: 'Description' })).toHaveText('Half a sentence');
});

test('another user in another tab is the user of every tab', async ({
  context,
  page,
  problems,
  member,
}) => {
  problems.allowEndedSession();
  await makeTask(member.api, 'Not for others');
  await openTasks(page);
  await expect(checkbox(page, 'Not for others')).toBeVisible();

  const other = await context.newPage();
  await openTasks(other);
  await other.getByRole('button', { name: member.username }).click();
  await other.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await other.getByRole('link', { name: 'Sign up' }).click();
  // The form of the login has the same fields.
  await expect(other.getByRole('heading', { name: 'Sign up' })).toBeVisible();
  const name = newName();
  await fillAccount(other, name, PASSWORD);
  await expect(page.getByRole('button', { name })).toBeVisible();
  await expect(page.getByText('Nothing left to do.')).toBeVisible();
});

test('the address can’t send someone who logs in to another site', async ({
  page,
  problems,
  stranger,
}) => {
  problems.allowStatus('/check_session', 401);
  await page.goto('/app/login?next=//example.com/app/tasks');
  await fillAccount(page, stranger.username, stranger.password);
  await expect(page).toHaveURL('/app/today');
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/app/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Go to today' })).toBeVisible();
});

test('a page that can’t be loaded says so, and can be loaded again', async ({
  page,
  problems,
  member,
}) => {
  problems.allowNoNetwork();
  problems.allow(/dynamically imported module|Unable to preload/);
  await page.route('**/assets/SettingsPage-*.js', (route) => route.abort());
  await page.goto('/app/settings');
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});
