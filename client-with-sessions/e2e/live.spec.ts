import { expect, test } from './fixtures.ts';
import {
  addLine,
  checkbox,
  findTask,
  makeTask,
  openDetails,
  openTasks,
  rows,
  savedTitles,
} from './steps.ts';

test('a second window shows at once what is done in the first', async ({
  context,
  page,
  member,
}) => {
  await openTasks(page);
  const other = await context.newPage();
  await openTasks(other);
  await expect(other.getByRole('button', { name: member.username })).toBeVisible();
  // The stream is there once it has told something.
  await makeTask(member.api, 'First');
  await expect(checkbox(page, 'First')).toBeVisible();
  await expect(checkbox(other, 'First')).toBeVisible();

  const delays: number[] = [];
  const measure = async (act: () => Promise<unknown>, seen: () => Promise<void>) => {
    await act();
    const at = Date.now();
    await seen();
    delays.push(Date.now() - at);
  };
  const soon = { timeout: 1_000 };

  await addLine(page).fill('Buy milk');
  await measure(
    () => addLine(page).press('Enter'),
    () => expect(checkbox(other, 'Buy milk')).toBeVisible(soon),
  );
  await measure(
    () => checkbox(page, 'First').click(),
    () => expect(checkbox(other, 'First')).toHaveCount(0, soon),
  );
  await measure(
    async () => {
      await checkbox(page, 'Buy milk').focus();
      await page.keyboard.press('Delete');
    },
    () => expect(checkbox(other, 'Buy milk')).toHaveCount(0, soon),
  );
  test.info().annotations.push({ type: 'seen elsewhere after', description: `${delays} ms` });
});

test('eight windows share one stream, and each hears, saves and loads', async ({
  context,
  page,
  member,
}) => {
  await openTasks(page);
  const windows = [page];
  while (windows.length < 8) {
    const other = await context.newPage();
    await openTasks(other);
    windows.push(other);
  }
  for (const [number, window] of windows.entries()) {
    const title = `From window ${number + 1}`;
    await addLine(window).fill(title);
    await addLine(window).press('Enter');
    await expect.poll(() => savedTitles(member.api)).toContain(title);
    for (const other of windows) await expect(checkbox(other, title)).toBeVisible();
  }
  await expect(page.getByText('Waiting to be saved')).toHaveCount(0);
});

test('what is being written and where the focus is stays, whatever happens elsewhere', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/tasks/\\d+', 412);
  const ids: number[] = [];
  for (const title of ['One', 'Two', 'Three']) ids.push(await makeTask(member.api, title));
  await openTasks(page);
  await openDetails(page, 'Two');
  await page.getByLabel('Description').fill('Half a sen');
  await makeTask(member.api, 'Four');
  await expect(checkbox(page, 'Four')).toBeVisible();
  await member.api.patch(`/tasks/${ids[1]}`, { data: { title: 'Zwei' } });
  await expect(page.getByLabel('Description')).toBeFocused();
  await page.keyboard.type('tence');
  await expect(page.getByLabel('Description')).toHaveValue('Half a sentence');
  await page.keyboard.press('Control+Enter');
  // Different fields were changed here and there: both changes hold.
  await expect
    .poll(() => findTask(member.api, ids[1] ?? 0))
    .toMatchObject({ title: 'Zwei', description: 'Half a sentence' });

  await page.keyboard.press('Escape');
  await checkbox(page, 'Zwei').focus();
  await member.api.delete(`/tasks/${ids[1]}`);
  await expect(rows(page)).toHaveCount(3);
  await expect(checkbox(page, 'One')).toBeFocused();
});

test('a task that is deleted elsewhere while it is written comes back with what was typed', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/tasks/\\d+.*', 404);
  problems.allowStatus('/tasks/\\d+', 412);
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await openDetails(page, 'Buy milk');
  await page.getByLabel('Description').fill('Two of them.');
  await member.api.delete(`/tasks/${id}`);
  await expect(page.getByText('This task was deleted elsewhere.')).toBeVisible();
  await expect(page.getByLabel('Description')).toBeFocused();
  await page.getByRole('button', { name: 'Bring back and save' }).click();
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect
    .poll(async () => (await member.api.get(`/tasks/${id}`)).json())
    .toMatchObject({ title: 'Buy milk', description: 'Two of them.' });
});

test('a tab that was hidden catches up', async ({ page, member }) => {
  await openTasks(page);
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await show('hidden');
  await makeTask(member.api, 'Buy milk');
  await show('visible');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
});
