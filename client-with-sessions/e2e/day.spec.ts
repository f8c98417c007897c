import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { readyToDrag } from './pointer.ts';
import { addLine, checkbox, chooseValue, dayFromNow } from './steps.ts';
import { capture } from './things.ts';

/** The part of the page that is a day. */
function day(page: Page, name: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${name}`) });
}

test('the inbox holds what has neither a day nor a project, until it has', async ({
  page,
  member,
}) => {
  await capture(member.api, 'An idea', 'Call home tomorrow', 'Paint the door +House');
  await page.goto('/app/inbox');
  await expect(checkbox(page, 'An idea')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Inbox tasks' }).getByRole('checkbox')).toHaveCount(
    1,
  );
  await addLine(page).fill('Another');
  await addLine(page).press('Enter');
  await expect(page.getByText('2 tasks')).toBeVisible();
  await addLine(page).fill('With a day tomorrow');
  await expect(page.getByRole('button', { name: /^tomorrow/ })).toBeVisible();
  await addLine(page).press('Enter');
  await expect(page.getByText('Added “With a day”')).toBeVisible();
  await expect(checkbox(page, 'With a day')).toHaveCount(0);

  // t plans what has the focus for today: it leaves, and the focus goes on.
  await checkbox(page, 'Another').focus();
  await page.keyboard.press('t');
  await expect(checkbox(page, 'Another')).toHaveCount(0);
  await expect(checkbox(page, 'An idea')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Another')).toBeFocused();
});

test('a day is planned against its hours: calm while it fits, clear when not', async ({
  page,
  member,
}) => {
  await member.api.patch('/settings', {
    data: {
      hours: Object.fromEntries(
        ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
          (weekday) => [weekday, 120],
        ),
      ),
    },
  });
  await capture(member.api, 'Write the letter today ~1h', 'Overdue 2026-01-02 ~15m !high');
  await page.goto('/app/today');
  await expect(page.getByText('1 h 15 of 2 h planned.')).toBeVisible();
  await addLine(page).fill('Read ~30m');
  await expect(page.getByRole('button', { name: '30 min: keep' })).toBeVisible();
  await addLine(page).press('Enter');
  await expect(page.getByText('1 h 45 of 2 h planned.')).toBeVisible();
  await expect(page.getByText(/more than fits/)).toHaveCount(0);
  await expect(checkbox(page, 'Read')).toBeEnabled();
  const { tasks } = await (await member.api.get('/tasks?q=read')).json();
  expect(tasks[0].planned).toBe(dayFromNow(0));

  await addLine(page).fill('Clean up ~40m');
  await expect(page.getByRole('button', { name: '40 min: keep' })).toBeVisible();
  await addLine(page).press('Enter');
  await expect(page.getByText('25 min more than fits')).toBeVisible();

  // A day later, and it fits again.
  await expect(checkbox(page, 'Clean up')).toBeEnabled();
  await checkbox(page, 'Clean up').focus();
  await page.keyboard.press(']');
  await expect(checkbox(page, 'Clean up')).toHaveCount(0);
  await expect(page.getByText('1 h 45 of 2 h planned.')).toBeVisible();
  await expect(page.getByText(/more than fits/)).toHaveCount(0);
  await checkbox(page, 'Write the letter').click();
  await expect(page.getByText('45 min of 2 h planned.')).toBeVisible();
});

test('what is typed with a day of its own is not planned for today', async ({ page, member }) => {
  await page.goto('/app/today');
  await addLine(page).fill('See the dentist tomorrow 9am');
  await expect(page.getByRole('button', { name: /^tomorrow/ })).toBeVisible();
  await addLine(page).press('Enter');
  await expect(page.getByText('Added “See the dentist”')).toBeVisible();
  await expect
    .poll(async () => (await member.api.get('/tasks?q=dentist')).json())
    .toMatchObject({
      tasks: [{ planned: null }],
    });
  await expect(checkbox(page, 'See the dentist')).toHaveCount(0);
});

test('a task is moved across days by key, and back by undo', async ({ page, member }) => {
  const [id] = await capture(member.api, 'Prepare the slides tomorrow');
  await page.goto('/app/upcoming');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(1);
  await checkbox(page, 'Prepare the slides').focus();
  await page.keyboard.press(']');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(0);
  await expect(checkbox(page, 'Prepare the slides')).toBeFocused();
  await page.keyboard.press(']');
  await expect
    .poll(async () => (await (await member.api.get(`/tasks/${id}`)).json()).planned)
    .toBe(dayFromNow(3));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(1);
  await expect
    .poll(async () => (await (await member.api.get(`/tasks/${id}`)).json()).planned)
    .toBeNull();
});

test('the focus goes along with a task among others, and what is overdue can be planned', async ({
  page,
  member,
}) => {
  const [, id] = await capture(member.api, 'One today', 'Two 2026-01-02', 'Three today');
  await page.goto('/app/upcoming');
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(2);
  await expect(day(page, 'Overdue').getByRole('checkbox')).toHaveCount(1);
  await checkbox(page, 'Two').focus();
  await page.keyboard.press(']');
  await expect(day(page, 'Tomorrow').getByRole('checkbox', { name: 'Two' })).toBeFocused();
  await page.keyboard.press(']');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(0);
  await expect(checkbox(page, 'Two')).toBeFocused();
  await expect
    .poll(async () => (await (await member.api.get(`/tasks/${id}`)).json()).planned)
    .toBe(dayFromNow(2));
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(2);

  await checkbox(page, 'One').focus();
  await page.keyboard.press('x');
  await checkbox(page, 'Three').focus();
  await page.keyboard.press('x');
  await page.keyboard.press(']');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(2);
});

test('a task is dragged to another day, and so are several that are selected', async ({
  page,
  member,
}) => {
  await capture(member.api, 'One tomorrow', 'Two tomorrow', 'Three tomorrow');
  await page.goto('/app/upcoming');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(3);
  const row = (title: string) => page.getByRole('listitem').filter({ has: checkbox(page, title) });
  await readyToDrag(page, row('One'));
  await row('One').dragTo(day(page, 'Today'));
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(1);
  await expect.poll(async () => agendaTitles()).toEqual(['One']);

  await checkbox(page, 'Two').focus();
  await page.keyboard.press('x');
  await checkbox(page, 'Three').focus();
  await page.keyboard.press('x');
  await row('Two').dragTo(day(page, 'Today'));
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(3);
  await expect.poll(async () => (await agendaTitles()).length).toBe(3);
  await page.keyboard.press('Control+z');
  await expect(day(page, 'Tomorrow').getByRole('checkbox')).toHaveCount(2);

  async function agendaTitles(): Promise<string[]> {
    const { days } = await (await member.api.get('/agenda')).json();
    return days[0].tasks.map(({ title }: { title: string }) => title);
  }
});

test('what is done is kept by day, and can be opened again', async ({ page, member }) => {
  await capture(member.api, 'Buy milk', 'Call home today');
  await page.goto('/app/today');
  await checkbox(page, 'Call home').click();
  await expect(page.getByText('Nothing is left for today.')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('link', { name: 'Done' })
    .click();
  await expect(day(page, 'Today').getByRole('checkbox')).toHaveCount(1);
  await expect(checkbox(page, 'Call home')).toBeChecked();
  await checkbox(page, 'Call home').click();
  await expect(page.getByText('Nothing done yet.')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(checkbox(page, 'Call home')).not.toBeChecked();
});

test('what is dropped is done no more', async ({ page, member }) => {
  const [milk, bread] = await capture(member.api, 'Buy milk', 'Buy bread');
  for (const id of [milk, bread]) {
    await member.api.patch(`/tasks/${id}`, { data: { status: 'done' } });
  }
  await page.goto(`/app/done?task=${milk}`);
  await expect(page.getByText('2 tasks')).toBeVisible();
  await chooseValue(page, 'Status', 'Dropped');
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
  await expect(checkbox(page, 'Buy bread')).toBeChecked();
  await expect(page.getByText('1 task', { exact: true })).toBeVisible();
});
