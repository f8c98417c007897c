import { expect, test } from './fixtures.ts';
import { checkbox, makeTask, message, openTasks, savedTitles } from './steps.ts';

test('tells what was done, by whom, and undoes it', async ({ page, member }) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);

  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  const today = page.getByRole('region', { name: 'Today' });
  const entries = today.getByRole('listitem');
  await expect(entries.first()).toContainText('Completed “Buy milk”');
  await expect(entries.first()).toContainText('this browser');
  await expect(entries.nth(1)).toContainText('Added “Buy milk”');
  await expect(entries.nth(1)).not.toContainText('this browser');

  await page.getByRole('button', { name: 'Undo: Completed “Buy milk”' }).click();
  await expect(entries.first()).toContainText('Undid: Completed “Buy milk”');
  await expect(entries.nth(1)).toContainText('Undone');
  await expect.poll(() => savedTitles(member.api, 'open')).toEqual(['Buy milk']);

  await page.getByRole('button', { name: 'Redo: Undid: Completed “Buy milk”' }).click();
  await expect(entries.first()).toContainText('Redid: Completed “Buy milk”');
  await message(page, 'Redone: Completed').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => savedTitles(member.api, 'open')).toEqual(['Buy milk']);
});

test('says beside the entry why it can’t be undone', async ({ page, problems, member }) => {
  problems.allowStatus('/changes/\\d+/undo', 409);
  const id = await makeTask(member.api, 'Buy milk');
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy oat milk' } });
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy soy milk' } });
  await page.goto('/app/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'Renamed “Buy milk”' });
  await entry.getByRole('button').click();
  await expect(entry.getByRole('alert')).toContainText('has been changed since');
});

test('shows the tasks of what was done to many, and undoes it as one', async ({ page, member }) => {
  const ids: number[] = [];
  for (let number = 1; number <= 12; number++) {
    ids.push(await makeTask(member.api, `Task ${number}`));
  }
  await member.api.post('/tasks/delete', { data: { ids } });
  await page.goto('/app/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'Deleted 12 tasks' });
  await entry.getByRole('button', { name: 'Show the tasks' }).click();
  await expect(entry.getByRole('listitem')).toHaveCount(12);
  await entry.getByRole('button', { name: /^Undo/ }).click();
  await expect.poll(async () => (await savedTitles(member.api)).length).toBe(12);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByText('12 open')).toBeVisible();
});

test('nothing has happened yet', async ({ page, member }) => {
  await page.goto('/app/activity');
  await expect(page.getByRole('button', { name: member.username })).toBeVisible();
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
});

test('goes back as far as there is something to tell', async ({ page, member }) => {
  for (let number = 1; number <= 60; number++) await makeTask(member.api, `Task ${number}`);
  await page.goto('/app/activity');
  await expect(page.getByText('Added “Task 60”')).toBeVisible();
  await expect(async () => {
    await page.mouse.wheel(0, 3_000);
    await expect(page.getByText('Added “Task 1”')).toBeInViewport({ timeout: 100 });
  }).toPass({ timeout: 10_000 });
});

test('times are shown as the settings say', async ({ page, member }) => {
  await member.api.post('/tasks', { data: { title: 'Buy milk' } });
  const time = page.getByRole('main').locator('time').first();
  await member.api.patch('/settings', { data: { clock: '24h' } });
  await page.goto('/app/activity');
  await expect(time).toHaveText(/^\d\d:\d\d$/);
  await member.api.patch('/settings', { data: { clock: '12h' } });
  await expect(time).toHaveText(/^\d{1,2}(:\d\d)? [ap]m$/);
});
