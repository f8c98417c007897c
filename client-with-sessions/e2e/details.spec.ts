import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { hold } from './held.ts';
import { checkbox, chooseValue, findTask, openTasks, typeDate } from './steps.ts';
import { capture, makeProject } from './things.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details/ });

test('everything of a task is beside the list, and is saved as it is chosen', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Write the report #work');
  await capture(member.api, 'Paint +House');
  await openTasks(page);
  await checkbox(page, 'Write the report').focus();
  await page.keyboard.press('o');
  await expect(panel(page)).toBeFocused();
  await expect(page).toHaveURL(`/app/tasks?task=${id}`);

  await chooseValue(page, 'Project', 'House');
  await chooseValue(page, 'Priority', 'High');
  await typeDate(page, 'Due', '1 mar 2027');
  await panel(page).getByLabel('Estimate').fill('1h30');
  await panel(page).getByLabel('Estimate').press('Enter');
  await panel(page)
    .getByRole('button', { name: /^Planned/ })
    .click();
  await panel(page)
    .getByRole('button', { name: /^Tomorrow/ })
    .click();
  await panel(page).getByRole('textbox', { name: 'Tags' }).fill('writing, Long');
  await panel(page).getByRole('textbox', { name: 'Tags' }).press('Enter');
  await panel(page).getByRole('textbox', { name: 'Title' }).fill('Write the long report');
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('With figures.');
  await panel(page).getByRole('textbox', { name: 'Title' }).focus();

  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({
      title: 'Write the long report',
      description: 'With figures.',
      priority: 'high',
      due: '2027-03-01',
      estimate: 90,
      tags: ['long', 'work', 'writing'],
    });
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'long report' });
  await expect(row).toContainText('1 h 30');
  await expect(row).toContainText('#writing');
  await expect(panel(page).getByText(/high priority \(\+/)).toBeVisible();

  await page.reload();
  await expect(panel(page).getByLabel('Estimate')).toHaveValue('1 h 30');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(page).toHaveURL('/app/tasks');
});

test('a value is found by typing its name, by key, and cleared', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Paint the fence');
  for (const name of ['House', 'Garden', 'Garage', 'Old shed']) await makeProject(member.api, name);
  await page.goto(`/app/tasks?task=${id}`);
  const project = panel(page).getByRole('button', { name: /^Project/ });
  await expect(project).toHaveText('Add to a project');
  await project.focus();
  await page.keyboard.press('Enter');
  const find = panel(page).getByRole('combobox', { name: 'Project' });
  await expect(find).toBeFocused();
  await page.keyboard.type('ga');
  const options = panel(page).getByRole('listbox', { name: 'Project' }).getByRole('option');
  await expect(options).toHaveText(['Garden', 'Garage']);
  await page.keyboard.press('ArrowDown');
  await expect(find).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Enter');
  await expect(project).toBeFocused();
  await expect(project).toHaveText('Garage');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ project_id: 3 });

  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('option', { name: 'Garage chosen' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.type('nothing like it');
  await expect(panel(page).getByText('Nothing matches.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(project).toBeFocused();
  await expect(panel(page)).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('button', { name: 'Clear: Project' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(project).toHaveText('Add to a project');
  await expect(project).toBeFocused();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ project_id: null });
  await expect(panel(page).getByRole('button', { name: /^Clear: Status/ })).toHaveCount(0);
});

test('each choice is undone by itself', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  await page.goto(`/app/tasks?task=${id}`);
  await chooseValue(page, 'Priority', 'High');
  await expect(page.getByText('Gave “Write the report” high priority')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page).getByRole('button', { name: /^Priority/ })).toHaveText('Set a priority');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ priority: 'none' });
});

test('subtasks are added, ticked, and opened; completing the task completes them', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Move house');
  await page.goto(`/app/tasks?task=${id}`);
  const line = panel(page).getByLabel('Add a subtask');
  await line.fill('Pack the books ~2h');
  await line.press('Enter');
  await line.fill('Hire a van');
  await line.press('Enter');
  const parts = panel(page).getByRole('list', { name: 'Subtasks' });
  await expect(parts.getByRole('checkbox')).toHaveCount(2);
  await parts.getByRole('checkbox', { name: 'Hire a van' }).click();
  await expect(panel(page).getByText('1 of 2 done')).toBeVisible();

  await parts.getByRole('button', { name: 'Details of Pack the books' }).click();
  await expect(panel(page).getByLabel('Estimate')).toHaveValue('2 h');
  const title = panel(page).getByRole('textbox', { name: 'Title' });
  await page.goBack();
  await expect(title).toHaveValue('Move house');
  await page.goForward();
  await expect(title).toHaveValue('Pack the books');
  await panel(page).getByRole('button', { name: 'Open the parent task' }).click();
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Move house');
  await panel(page).getByRole('checkbox', { name: 'Move house, done' }).click();
  await expect(page.getByText('Nothing left to do.')).toBeVisible();
  await expect(panel(page).getByText('2 of 2 done')).toBeVisible();
  await page.getByRole('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+z');
  const open = page.getByRole('list', { name: 'Open tasks' });
  await expect(open.getByRole('checkbox', { name: 'Pack the books' })).toBeVisible();
  await expect(open.getByRole('checkbox', { name: 'Hire a van' })).toHaveCount(0);
});

test('rows say how far the subtasks are, and what a subtask is a part of', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Move house\n  Pack the books today\n    Buy boxes\n  Hire a van');
  await page.goto('/app/inbox');
  const whole = page.getByRole('listitem').filter({ hasText: 'Move house' });
  await expect(whole.getByText('0 of 3 subtasks done')).toBeAttached();
  await page.getByRole('link', { name: 'Today' }).click();
  const part = page.getByRole('listitem').filter({ hasText: 'Pack the books' });
  await expect(part.getByText('Part of “Move house”')).toBeAttached();
  await expect(part.getByText('0 of 1 subtasks done')).toBeAttached();
  await part.getByRole('checkbox').click();
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(whole.getByText('2 of 3 subtasks done')).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect(whole.getByText('0 of 3 subtasks done')).toBeAttached();
  await capture(member.api, 'Ring the landlord');
  await expect(checkbox(page, 'Ring the landlord')).toBeVisible();
  await expect(whole.getByText('0 of 3 subtasks done')).toBeAttached();
});

test('a task that repeats: chosen, its next dates seen, skipped, done, stopped', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Water the plants 2027-03-01');
  await page.goto(`/app/tasks?task=${id}`);
  const repeats = panel(page).getByRole('region', { name: 'Repeats' });
  await repeats.getByRole('button', { name: 'Repeat it' }).click();
  await repeats.getByLabel('Unit').selectOption('days');
  await repeats.getByLabel('Every').fill('3');
  await expect(repeats.getByText('Every 3 days')).toBeVisible();
  await expect(repeats.getByText(/^Then 4 Mar 2027 · 7 Mar 2027/)).toBeVisible();
  await repeats.getByLabel('Ends').selectOption('after a number of times');
  await repeats.getByLabel('How many times').fill('5');
  await expect(repeats.getByText('Every 3 days, 5 times')).toBeVisible();

  await repeats.getByRole('button', { name: 'Skip this one' }).click();
  await expect(panel(page).getByRole('button', { name: /^Due/ })).toHaveText(/4 Mar 2027$/);
  expect(await findTask(member.api, id)).toMatchObject({ status: 'open', due: '2027-03-04' });

  await page.keyboard.press('Escape');
  await checkbox(page, 'Water the plants').click();
  await expect(page.getByText('Completed “Water the plants”')).toBeVisible();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Water the plants' });
  // The completed one leaves while the next one comes.
  await expect(row.filter({ hasText: '7 Mar 2027' })).toHaveCount(1);
  await expect(row).toHaveCount(1);
  const { tasks } = await (await member.api.get('/tasks?status=open')).json();
  expect(tasks).toMatchObject([{ due: '2027-03-07', previous_id: id }]);

  await page.getByRole('button', { name: 'Details of Water the plants' }).click();
  await repeats.getByRole('button', { name: 'Stop' }).click();
  await expect(repeats.getByRole('button', { name: 'Repeat it' })).toBeVisible();
  await expect
    .poll(async () => findTask(member.api, tasks[0].id))
    .toMatchObject({ recurrence: null });
});

test('undoing a completion takes the next one away again', async ({ page, member }) => {
  await capture(member.api, 'Water the plants every day');
  await page.goto('/app/today');
  await checkbox(page, 'Water the plants').click();
  await expect(page.getByText('Nothing is left for today.')).toBeVisible();
  await expect.poll(async () => total('is:open')).toBe(1);
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Water the plants')).toBeFocused();
  await expect.poll(async () => total('is:done')).toBe(0);
  await expect.poll(async () => total('is:open')).toBe(1);

  async function total(q: string): Promise<number> {
    return (await (await member.api.get(`/tasks?q=${q}`)).json()).total;
  }
});

test('all that is typed is one change, saved after a pause, and taken back at once', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  await page.goto(`/app/tasks?task=${id}`);
  await panel(page).getByRole('textbox', { name: 'Title' }).fill('Write the long report');
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('Ten pages');
  await expect(
    page.getByText('Renamed “Write the report” to “Write the long report”'),
  ).toBeVisible();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Write the long report', description: 'Ten pages' });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Write the report', description: null });
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Write the report');
  await expect(panel(page).getByRole('textbox', { name: 'Description' })).toHaveValue('');
});

test('a blank at the end of a pause does not disturb who types on', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Write');
  await page.goto(`/app/tasks?task=${id}`);
  const title = panel(page).getByRole('textbox', { name: 'Title' });
  await title.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' a long ');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Write a long' });
  await page.keyboard.type('report');
  await expect(title).toHaveValue('Write a long report');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Write a long report' });
});

test('what is typed outlives a reload, even before it is saved', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  await page.goto(`/app/tasks?task=${id}`);
  page.on('dialog', (dialog) => dialog.accept());
  await page.route(/\/tasks\/\d+$/, (route) =>
    route.request().method() === 'PATCH' ? undefined : route.fallback(),
  );
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('Half a sentence');
  await panel(page).getByRole('textbox', { name: 'Tags' }).fill('offi');
  await page.reload();
  await expect(panel(page).getByRole('region', { name: 'Description' })).toHaveText(
    'Half a sentence',
  );
});

test('a subtask that was typed and not added outlives a reload, and stays with its task', async ({
  page,
  member,
}) => {
  const [id = 0, other = 0] = await capture(member.api, 'Write the report', 'Buy milk');
  await page.goto(`/app/tasks?task=${id}`);
  const line = panel(page).getByLabel('Add a subtask');
  await line.fill('Gather the figures');
  await page.reload();
  await expect(line).toHaveValue('Gather the figures');
  await page.goto(`/app/tasks?task=${other}`);
  await expect(line).toHaveValue('');
  await page.goto(`/app/tasks?task=${id}`);
  await line.press('Enter');
  await expect(panel(page).getByRole('checkbox', { name: 'Gather the figures' })).toBeVisible();
  await expect(line).toHaveValue('');
  await page.reload();
  await expect(panel(page).getByRole('checkbox', { name: 'Gather the figures' })).toBeVisible();
  await expect(line).toHaveValue('');
});

test('a task that is gone says so', async ({ page, problems, member }) => {
  problems.allowStatus('/tasks/\\d+.*', 404);
  const [id = 0] = await capture(member.api, 'Not for long');
  await page.goto(`/app/tasks?task=${id}`);
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeVisible();
  await member.api.delete(`/tasks/${id}`);
  await expect(panel(page).getByText('This task no longer exists.')).toBeVisible();
});

test('a date is typed in words, and what is none changes nothing', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Pay the rent every 1st');
  const before = (await findTask(member.api, id)) as { due?: string };
  await page.goto(`/app/tasks?task=${id}`);
  const due = panel(page).getByRole('button', { name: /^Due/ });
  await due.focus();
  await page.keyboard.press('Enter');
  const words = panel(page).getByLabel('Due, in words');
  await expect(words).toBeFocused();
  await page.keyboard.type('some day');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('That is not a date yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(due).toBeFocused();
  expect(await findTask(member.api, id)).toMatchObject({ due: before.due });

  await page.keyboard.press('Enter');
  await page.keyboard.type('24 dec 2027 3pm');
  await expect(panel(page).getByText('Fri 24 Dec 2027, 15:00')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(due).toBeFocused();
  await expect(due).toHaveText('Fri 24 Dec 2027, 15:00');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ due: '2027-12-24T15:00[UTC]' });
  await expect(panel(page).getByRole('region', { name: 'Repeats' })).toContainText('Every month');
});

test('a day is chosen by arrows, a time is typed, and both are cleared', async ({
  page,
  member,
}) => {
  await member.api.patch('/settings', { data: { clock: '12h', week_start: 'sunday' } });
  const [id = 0] = await capture(member.api, 'Pay the rent 2027-03-10');
  await page.goto(`/app/tasks?task=${id}`);
  const due = panel(page).getByRole('button', { name: /^Due/ });
  await due.click();
  await expect(panel(page).getByRole('columnheader').first()).toHaveText('Su');
  await panel(page)
    .getByRole('button', { name: /10 March 2027/ })
    .focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'PageDown', 'Home', 'End']) {
    await page.keyboard.press(key);
  }
  await expect(panel(page).getByRole('button', { name: /24 April 2027/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ due: '2027-04-24' });
  await expect(due).toBeFocused();

  await page.keyboard.press('Enter');
  await panel(page).getByRole('textbox', { name: 'Time', exact: true }).fill('25');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Type a time such as')).toBeVisible();
  await panel(page).getByRole('textbox', { name: 'Time', exact: true }).fill('9:30');
  await page.keyboard.press('Enter');
  await expect(due).toHaveText('Sat 24 Apr 2027, 9:30 am');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ due: '2027-04-24T09:30[UTC]' });

  await due.click();
  const clear = panel(page).getByRole('button', { name: 'Clear' });
  const place = await clear.boundingBox();
  await clear.click();
  await expect(due).toHaveText('Add a due date');
  await due.click();
  await expect(clear).toBeDisabled();
  expect((await clear.boundingBox())?.width).toBe(place?.width);
});

test('a date that was typed is taken by going on elsewhere, and what is none yet is kept', async ({
  page,
  member,
}) => {
  const [id = 0, other = 0] = await capture(member.api, 'Pay the rent', 'Buy milk');
  const dueOf = async (task: number) => (await findTask(member.api, task)) as { due?: string };
  const due = panel(page).getByRole('button', { name: /^Due/ });
  const words = panel(page).getByLabel('Due, in words');
  await page.goto(`/app/tasks?task=${id}`);
  await due.click();
  await words.fill('24 dec 2027');
  await expect(panel(page).getByText('Fri 24 Dec 2027')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Details of Buy milk' }).click();
  await expect.poll(() => dueOf(id)).toMatchObject({ due: '2027-12-24' });

  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Buy milk');
  const answer = await hold(page, '**/capture/preview');
  await due.click();
  await words.fill('25 dec 2027');
  await page.getByRole('heading', { name: 'Tasks', exact: true }).click();
  await expect(words).toBeHidden();
  answer();
  await expect.poll(() => dueOf(other)).toMatchObject({ due: '2027-12-25' });
  await expect(due).toHaveText('Sat 25 Dec 2027');

  await due.click();
  await words.fill('some day');
  await page.getByRole('heading', { name: 'Tasks', exact: true }).click();
  await expect(words).toBeHidden();
  await due.click();
  await expect(words).toHaveValue('some day');
  await page.keyboard.press('Escape');
  await due.click();
  await expect(words).toHaveValue('');
  expect(await dueOf(other)).toMatchObject({ due: '2027-12-25' });
});

test('a repetition is typed in words, with the due or beside the menu', async ({
  page,
  member,
}) => {
  const [one = 0, two = 0] = await capture(member.api, 'Pay the rent', 'Water the plants');
  await page.goto(`/app/tasks?task=${one}`);
  await typeDate(page, 'Due', 'every friday 9am');
  await expect
    .poll(() => findTask(member.api, one))
    .toMatchObject({ recurrence: { rule: 'FREQ=WEEKLY;BYDAY=FR' } });
  await page.goto(`/app/tasks?task=${two}`);
  const repeats = panel(page).getByRole('region', { name: 'Repeats' });
  await repeats.getByRole('button', { name: 'Repeat it' }).click();
  await repeats.getByLabel('Repeats, in words').fill('every 3 days');
  await page.keyboard.press('Enter');
  await expect(repeats.getByText('Every 3 days')).toBeVisible();
  await expect
    .poll(() => findTask(member.api, two))
    .toMatchObject({ recurrence: { rule: 'FREQ=DAILY;INTERVAL=3' } });
});

test('no date is left to the browser', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Pay the rent every month until 24 dec 2030');
  await member.api.patch(`/tasks/${id}`, { data: { planned: '2030-01-01', start: '2029-01-01' } });
  await page.goto(`/app/tasks?task=${id}`);
  await panel(page).getByRole('button', { name: 'Change' }).click();
  await expect(panel(page).getByRole('button', { name: /^Last day/ })).toBeVisible();
  await expect(page.locator('[type=date], [type=time], [type=datetime-local]')).toHaveCount(0);
});

test('a rule that can not be chosen is told in words', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Report every last weekday of the month');
  await page.goto(`/app/tasks?task=${id}`);
  const repeats = panel(page).getByRole('region', { name: 'Repeats' });
  await expect(repeats.getByText('Every month on the last weekday')).toBeVisible();
});

test('numbers of a repetition can be typed anew', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Pay the rent every month');
  await page.goto(`/app/tasks?task=${id}`);
  const repeats = panel(page).getByRole('region', { name: 'Repeats' });
  await repeats.getByRole('button', { name: 'Change' }).click();
  await repeats.getByLabel('Every').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(repeats.getByText('Every 3 months')).toBeVisible();
  await expect(page.getByText(/^Changed how “Pay the rent” repeats/)).toHaveCount(1);
});

test('what was written is saved when the panel is closed by Escape or by a step back', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  await page.goto('/app/tasks');
  await page.getByRole('button', { name: 'Details of Write the report' }).click();
  await panel(page).getByRole('textbox', { name: 'Title' }).fill('Write the long report');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Write the long report' });

  await page.getByRole('button', { name: 'Details of Write the long report' }).click();
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('Ten pages');
  await page.goBack();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ description: 'Ten pages' });
});

test('what was typed into a field is saved however the panel is closed', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  const openDetails = async () => {
    await page.getByRole('button', { name: 'Details of Write the report' }).click();
  };
  await page.goto('/app/tasks');
  await openDetails();
  await panel(page).getByLabel('Estimate').fill('1 h 30');
  await page.goBack();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ estimate: 90 });

  await openDetails();
  await panel(page).getByLabel('Tags').fill('office');
  await page.keyboard.press('Escape');
  // The first Escape closes what is suggested.
  if (await panel(page).isVisible()) await page.keyboard.press('Escape');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ tags: ['office'] });

  await openDetails();
  await panel(page).getByLabel('Estimate').fill('2000 h');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('at most 1,000 h')).toBeVisible();
  expect(await findTask(member.api, id)).toMatchObject({ estimate: 90 });
});

test('when something was done is said later, and what repeats from then follows', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Water the plants every 3 days after completion');
  await member.api.patch('/settings', { data: { zone: 'Europe/Berlin' } });
  await member.api.patch(`/tasks/${id}`, { data: { status: 'done' } });
  await page.goto(`/app/done?task=${id}`);
  await typeDate(page, 'Done at', '2026-01-05 18:30');
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ completed_at: '2026-01-05T17:30:00Z', status: 'done' });
  await expect.poll(() => findTask(member.api, id + 1)).toMatchObject({ due: '2026-01-08' });
  await expect(page.getByText('Changed when “Water the plants” was done')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect
    .poll(async () => (await findTask(member.api, id)).completed_at)
    .not.toBe('2026-01-05T17:30:00Z');

  await panel(page)
    .getByRole('button', { name: /^Done at/ })
    .click();
  await panel(page).getByLabel('Done at, in words').fill('1 jan 2040');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('That is not over yet.')).toBeVisible();
  expect((await findTask(member.api, id)).completed_at).toMatch(/^20[0-4]/);
});

test('the focus stays near when what held it goes', async ({ page, problems, member }) => {
  problems.allowStatus('/tasks/\\d+.*', 404);
  const [id = 0] = await capture(member.api, 'Pay the rent every month');
  await page.goto(`/app/tasks?task=${id}`);
  const repeats = panel(page).getByRole('region', { name: 'Repeats' });
  await repeats.getByRole('button', { name: 'Stop' }).click();
  await expect(repeats.getByRole('button', { name: 'Repeat it' })).toBeFocused();
  await repeats.getByRole('button', { name: 'Repeat it' }).press('Enter');
  await repeats.getByLabel('Unit').selectOption('days');
  await panel(page).getByLabel('Tags').focus();
  await member.api.delete(`/tasks/${id}`);
  await expect(panel(page).getByText('This task no longer exists.')).toBeVisible();
  await expect(panel(page)).toBeFocused();
});
