import { expect, newName, PASSWORD, test } from './fixtures.ts';
import { addLine, checkbox, makeTask, rows } from './steps.ts';

test('the whole life of a task without a mouse', async ({ page, problems }) => {
  problems.allowStatus('/check_session', 401);
  const { keyboard } = page;
  const name = newName();

  await page.goto('/app/signup');
  await expect(page.getByLabel('Username')).toBeFocused();
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeFocused();
  await keyboard.press('g');
  await keyboard.press('l');
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeFocused();

  await keyboard.press('n');
  await keyboard.type('Buy milk');
  await keyboard.press('Enter');
  await keyboard.type('Call home');
  await keyboard.press('Enter');
  await expect(checkbox(page, 'Call home')).toBeEnabled();

  // From the line, Tab leads into the first row: Enter edits its title.
  await keyboard.press('Tab');
  await expect(checkbox(page, 'Call home')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
  await keyboard.press('End');
  await keyboard.type(' and the garden');
  await keyboard.press('Enter');
  const call = checkbox(page, 'Call home and the garden');
  await expect(call).toBeFocused();

  // An arrow leads to its title, which opens the details; Escape leads back to the row.
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeFocused();
  while (
    !(await page.getByLabel('Description').evaluate((field) => field === document.activeElement))
  ) {
    await keyboard.press('Tab');
  }
  await keyboard.type('Ask about the garden.');
  await keyboard.press('Escape');
  await expect(call).toBeFocused();
  await expect(page.getByText('Has a description')).toBeAttached();

  await keyboard.press('c');
  await expect(rows(page)).toHaveCount(1);
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  await keyboard.press('Control+z');
  await expect(call).toBeFocused();

  await keyboard.press('j');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  await keyboard.press('Delete');
  await expect(call).toBeFocused();
  await expect(rows(page)).toHaveCount(1);
  await keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();

  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();

  const menu = page.getByRole('button', { name });
  while (!(await menu.evaluate((button) => button === document.activeElement))) {
    await keyboard.press('Shift+Tab');
  }
  await keyboard.press('Enter');
  for (const _ of ['Settings', 'Help', 'Log out']) await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Log out' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByLabel('Username')).toBeFocused();
});

test('the link at the top skips to the content', async ({ page, member }) => {
  await page.goto('/app/tasks');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Open' })).toBeFocused();
});

test('the Undo of a message is reached by Tab, and waits as long as it has the focus', async ({
  page,
  member,
}) => {
  await page.clock.install();
  await makeTask(member.api, 'Buy milk');
  await page.goto('/app/tasks');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await checkbox(page, 'Buy milk').focus();
  await page.keyboard.press('Delete');
  await page.clock.runFor(1_000);
  await expect(addLine(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.clock.runFor(60_000);
  await page.keyboard.press('Enter');
  await page.clock.runFor(1_000);
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
});

test('the pages, the trash and the history without a mouse', async ({ page, member }) => {
  const { keyboard } = page;
  await makeTask(member.api, 'Buy milk');
  await page.goto('/app/tasks');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('h');
  await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  await keyboard.press('Delete');
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);

  await page.getByRole('heading', { name: 'Tasks' }).focus();
  await keyboard.press('g');
  await keyboard.press('d');
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Empty the trash' })).toBeVisible();
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Empty the trash' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Restore Buy milk' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused();

  await keyboard.press('g');
  await keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Undo: Restored “Buy milk”' })).toBeVisible();
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo: Restored “Buy milk”' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByText('Undid: Restored “Buy milk”')).toBeVisible();
  await keyboard.press('Control+Shift+z');
  await expect(page.getByText('Redid: Restored “Buy milk”')).toBeVisible();
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Trash');
  // What works on one task too is listed under the tasks.
  const ofTasks = page.getByRole('heading', { name: 'Tasks', level: 3 }).locator('..');
  for (const label of ['Due', 'Plan', 'Priority', 'Project', 'Tag', 'Menu of the task']) {
    await expect(ofTasks.getByText(label, { exact: true })).toBeVisible();
  }
});

test('a task is added by key from any page, and on the board', async ({ page, member }) => {
  await page.goto('/app/activity');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await expect(addLine(page)).toBeFocused();

  const { id } = await (await member.api.post('/projects', { data: { name: 'House' } })).json();
  await page.goto(`/app/projects/${id}?layout=board`);
  const column = page.getByRole('region', { name: 'Not planned' });
  await expect(column).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Paint the hall');
  await page.keyboard.press('Enter');
  await expect(column.getByRole('button', { name: 'Paint the hall', exact: true })).toBeVisible();
});
