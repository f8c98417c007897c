import { expect, test } from './fixtures.ts';
import { checkbox, findTask, makeTask, message, openDetails, openTasks } from './steps.ts';

test('tells what became of a task, and brings any version back', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Buy milk');
  const long = `${'Two of them. '.repeat(30)}The blue ones.`;
  await member.api.patch(`/tasks/${id}`, { data: { description: long } });
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy oat milk', description: null } });
  await openTasks(page);

  await checkbox(page, 'Buy oat milk').focus();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: 'History' });
  const entries = dialog.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(entries).toHaveCount(3);
  await expect(entries.first()).toContainText('Renamed to “Buy oat milk”, description removed');
  await expect(entries.first().getByRole('button', { name: /^Bring back/ })).toHaveCount(0);
  await expect(entries.nth(1)).toContainText('Description added');
  await expect(entries.nth(1)).not.toContainText('The blue ones.');
  await entries.nth(1).getByRole('button', { name: 'Show all' }).click();
  await expect(entries.nth(1)).toContainText('The blue ones.');
  await expect(entries.nth(2)).toContainText('Added as “Buy milk”');

  await entries
    .nth(1)
    .getByRole('button', { name: /^Bring back/ })
    .click();
  await expect(dialog).toHaveCount(0);
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  expect(await findTask(member.api, id)).toMatchObject({ title: 'Buy milk', description: long });

  await message(page, 'Brought back').getByRole('button', { name: 'Undo' }).click();
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  await expect.poll(async () => (await findTask(member.api, id)).description).toBeNull();
});

test('opens from the details, which save what was typed', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await openDetails(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.getByRole('button', { name: 'History' }).click();
  const entries = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Renamed to “Buy oat milk”');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'History' })).toBeFocused();
});
