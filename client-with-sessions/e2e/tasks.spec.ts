import { expect, test } from './fixtures.ts';
import { addLine, checkbox, makeTask, message, openTasks, rows, savedTitles } from './steps.ts';

test('adding: Enter adds, and the line is ready for the next', async ({ page, member }) => {
  await openTasks(page);
  await addLine(page).fill('Buy milk');
  await addLine(page).press('Enter');
  await expect(addLine(page)).toBeFocused();
  await expect(addLine(page)).toHaveValue('');
  await page.keyboard.type('Call home');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toHaveAccessibleName('Call home');
  await expect(page.getByText('2 open')).toBeVisible();
  await expect.poll(() => savedTitles(member.api)).toEqual(['Call home', 'Buy milk']);
});

test('editing: title and description, in their place', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await page.getByRole('button', { name: 'Edit Buy milk' }).click();
  await expect(page.getByLabel('Title')).toBeFocused();
  await page.getByLabel('Title').fill('Buy oat milk');
  await page.getByLabel('Description').fill('Two of them.\nThe blue ones.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(checkbox(page, 'Buy oat milk')).toBeFocused();
  await expect(page.getByText('Has a description')).toBeAttached();

  await page.reload();
  await page.getByRole('button', { name: 'Edit Buy oat milk' }).click();
  await expect(page.getByLabel('Description')).toHaveValue('Two of them.\nThe blue ones.');
  await page.getByLabel('Title').fill('Not this');
  await page.keyboard.press('Escape');
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  const task = await (await member.api.get(`/tasks/${id}`)).json();
  expect(task).toMatchObject({
    title: 'Buy oat milk',
    description: 'Two of them.\nThe blue ones.',
  });
});

test('editing: clicking elsewhere saves', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await page.getByRole('button', { name: 'Edit Buy milk' }).click();
  await page.getByLabel('Title').fill('Buy oat milk');
  await page.getByRole('heading', { name: 'Tasks' }).click();
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  await expect.poll(() => savedTitles(member.api)).toEqual(['Buy oat milk']);
});

test('editing: what was typed outlives a reload', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await addLine(page).fill('Half a thou');
  await page.getByRole('button', { name: 'Edit Buy milk' }).click();
  await page.getByLabel('Description').fill('Half a sentence');
  await page.reload();
  await expect(page.getByLabel('Description')).toHaveValue('Half a sentence');
  await expect(addLine(page)).toHaveValue('Half a thou');
});

test('completing and opening again', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await makeTask(member.api, 'Call home');
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
  await expect(page.getByText('1 open')).toBeVisible();
  expect(await savedTitles(member.api, 'done')).toEqual(['Buy milk']);

  const which = page.getByRole('navigation', { name: 'Tasks to show' });
  await which.getByRole('link', { name: 'Done' }).click();
  await expect(page).toHaveURL('/app/tasks?status=done');
  await expect(which.getByRole('link', { name: 'Done' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('link', { name: 'Open' })).not.toHaveAttribute('aria-current');
  await expect(rows(page)).toHaveCount(1);
  await expect(checkbox(page, 'Buy milk')).toBeChecked();
  await checkbox(page, 'Buy milk').click();
  await expect(page.getByText('Nothing done yet.')).toBeVisible();

  await page.getByRole('link', { name: 'Open' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(checkbox(page, 'Buy milk')).not.toBeChecked();
});

test('completing can be undone from the message', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await message(page, 'Completed “Buy milk”').getByRole('button', { name: 'Undo' }).click();
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  await expect(checkbox(page, 'Buy milk')).not.toBeChecked();
  await expect.poll(() => savedTitles(member.api, 'open')).toEqual(['Buy milk']);
});

test('deleting happens at once and can be undone', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await makeTask(member.api, 'Call home');
  await openTasks(page);
  await checkbox(page, 'Call home').hover();
  await page.getByRole('button', { name: 'More for Call home' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await expect(checkbox(page, 'Call home')).toHaveCount(0);
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  expect(await savedTitles(member.api)).toEqual(['Buy milk']);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page).first()).toHaveAccessibleName('Call home');
  await expect.poll(() => savedTitles(member.api)).toEqual(['Call home', 'Buy milk']);
});

test('the address keeps the filter over a reload, and Back leads back', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await page.getByRole('link', { name: 'All' }).click();
  await expect(page.getByText('1 task', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'page');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/app/tasks');
  await expect(page.getByText('1 open')).toBeVisible();
});
