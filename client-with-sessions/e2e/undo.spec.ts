import { expect, test } from './fixtures.ts';
import {
  addLine,
  checkbox,
  editTitle,
  findTask,
  makeTask,
  message,
  openTasks,
  rows,
  savedTitles,
} from './steps.ts';

test('Ctrl+Z undoes one action after the other, and Ctrl+Shift+Z does them again', async ({
  page,
  member,
}) => {
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  const { keyboard } = page;

  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await keyboard.press('Enter');
  await checkbox(page, 'Buy oat milk').click();
  await expect(rows(page)).toHaveCount(0);
  await addLine(page).fill('Call home');
  await keyboard.press('Enter');
  await expect(checkbox(page, 'Call home')).toBeEnabled();

  await keyboard.press('Control+z');
  await expect(checkbox(page, 'Call home')).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy oat milk')).toBeFocused();
  await keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect.poll(async () => (await findTask(member.api, id)).title).toBe('Buy milk');

  await keyboard.press('Control+Shift+z');
  await expect(checkbox(page, 'Buy oat milk')).toBeVisible();
  await keyboard.press('Control+y');
  await expect(checkbox(page, 'Buy oat milk')).toHaveCount(0);
  await keyboard.press('Control+y');
  await expect(checkbox(page, 'Call home')).toBeVisible();
  await expect.poll(() => savedTitles(member.api)).toEqual(['Call home', 'Buy oat milk']);
});

test('what was typed in a line is undone by the browser, not by the page', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
  await addLine(page).pressSequentially('Call');
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
});

test('an undo can be undone from its message, and undo outlives a reload', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await checkbox(page, 'Buy milk').focus();
  await page.keyboard.press('Delete');
  await message(page, 'Deleted “Buy milk”').getByRole('button', { name: 'Undo' }).click();
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await message(page, 'Undone: Deleted “Buy milk”').getByRole('button', { name: 'Redo' }).click();
  await expect(message(page, 'Redone: Deleted “Buy milk”')).toBeVisible();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
  await expect.poll(() => savedTitles(member.api)).toEqual([]);

  await page.reload();
  await expect(page.getByText('Nothing left to do.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
});

test('an undo that is not possible any more says what stands in the way', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/changes/\\d+/undo', 409);
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await findTask(member.api, id)).title).toBe('Buy oat milk');
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy soy milk' } });
  await expect(checkbox(page, 'Buy soy milk')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(
    message(page, 'Not undone: Renamed “Buy milk” to “Buy oat milk”.').getByText(
      'has been changed since',
    ),
  ).toBeVisible();
  await expect(checkbox(page, 'Buy soy milk')).toBeVisible();
});

test('ticking and unticking at once ends as it was last wished', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Buy milk');
  await openTasks(page, '?status=all');
  for (let count = 0; count < 5; count++) await checkbox(page, 'Buy milk').click();
  await expect(checkbox(page, 'Buy milk')).toBeChecked();
  await expect.poll(async () => (await findTask(member.api, id)).completed_at).not.toBeNull();
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).not.toBeChecked();
  await expect.poll(async () => (await findTask(member.api, id)).completed_at).toBeNull();
});

test('where nothing is to be undone, the page says where everything else is', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await openTasks(page);
  await page.keyboard.press('Control+z');
  await expect(message(page, 'nothing to undo in this tab')).toBeVisible();
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
});

test('what the browser has kept may be spoiled: the page is there all the same', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  const { id } = (await (await member.api.get('/check_session')).json()) as { id: number };
  await page.addInitScript((owner) => {
    for (const name of ['undo', 'editor', 'line']) {
      window.sessionStorage.setItem(`tracker.${owner}.${name}`, '{"half');
    }
    for (const name of ['theme', 'theme.account', 'letter-keys', 'user']) {
      window.localStorage.setItem(`tracker.${name}`, '{"half');
    }
  }, id);
  await openTasks(page);
  await checkbox(page, 'Buy milk').click();
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Buy milk')).toBeFocused();
});
