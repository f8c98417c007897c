import { expect, test } from './fixtures.ts';
import {
  addLine,
  checkbox,
  dayFromNow,
  editTitle,
  findTask,
  makeTask,
  message,
  openDetails,
  openTasks,
  rows,
  savedTitles,
} from './steps.ts';

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

test('a click on a title opens the details, where everything is edited', async ({
  page,
  member,
}) => {
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await openDetails(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.getByLabel('Description').fill('Two of them.\nThe blue ones.');
  await page.keyboard.press('Escape');
  await expect(checkbox(page, 'Buy oat milk')).toBeFocused();
  await expect(page.getByText('Has a description')).toBeAttached();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({
      title: 'Buy oat milk',
      description: 'Two of them.\nThe blue ones.',
    });
});

test('editing in the row: Enter saves, Escape takes back, and nothing is sent for nothing', async ({
  page,
  member,
}) => {
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.url());
  });
  await editTitle(page, 'Buy milk');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  expect(sent).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByLabel('Title', { exact: true }).fill('Not this');
  await page.keyboard.press('Escape');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Buy oat milk')).toBeFocused();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Buy oat milk' });
  expect(sent).toHaveLength(1);
});

test('editing: clicking elsewhere saves', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.getByRole('heading', { name: 'Tasks' }).click();
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  await expect.poll(() => savedTitles(member.api)).toEqual(['Buy oat milk']);
});

test('editing: what was typed outlives a reload', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await addLine(page).fill('Half a thou');
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Half a sentence');
  await page.reload();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Half a sentence');
  await expect(addLine(page)).toHaveValue('Half a thou');
});

test('editing: what is typed is understood, in one change with the title', async ({
  page,
  member,
}) => {
  const id = await makeTask(member.api, 'First step');
  await openTasks(page);
  await editTitle(page, 'First step');
  await page.keyboard.press('End');
  await page.keyboard.type(' now tomorrow 3pm #x +House !high');
  const chips = page.getByRole('list', { name: /^Understood/ });
  await expect(chips.getByRole('button')).toHaveCount(5);
  await chips.getByRole('button', { name: /^high/i }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(
    'First step now tomorrow 3pm #x +House \\!high',
  );
  await page.getByLabel('Title', { exact: true }).press('Enter');
  await expect(checkbox(page, 'First step now !high')).toBeFocused();
  const due = `${dayFromNow(1)}T15:00[UTC]`;
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'First step now !high', due, tags: ['x'], priority: 'none' });
  await expect(page.getByRole('link', { name: /^House/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'First step')).toBeVisible();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'First step', due: null, tags: [], project_id: null });
});

test('editing: words that were there before are not understood anew', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Review the plan for tomorrow');
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Plan tomorrow #1' } });
  await openTasks(page);
  await editTitle(page, 'Plan tomorrow #1');
  await page.getByLabel('Title', { exact: true }).fill('Replan tomorrow #1 ~30m');
  const chips = page.getByRole('list', { name: /^Understood/ });
  await expect(chips.getByRole('button')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Replan tomorrow #1', due: null, tags: [], estimate: 30 });
});

test('editing: Enter at once understands too', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Pay rent');
  await openTasks(page);
  await editTitle(page, 'Pay rent');
  await page.getByLabel('Title', { exact: true }).fill('Pay rent every 1st');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Pay rent', recurrence: { rule: 'FREQ=MONTHLY;BYMONTHDAY=1' } });
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
