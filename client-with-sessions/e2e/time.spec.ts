import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { hold } from './held.ts';
import { checkbox, makeTask, message, openDetails, openTasks } from './steps.ts';

const PHONE = { width: 360, height: 740 };

function bar(page: Page) {
  return page.getByRole('region', { name: 'Timer' });
}

async function running(api: APIRequestContext): Promise<number | null> {
  const { running } = await (await api.get('/timer')).json();
  return running?.task_id ?? null;
}

/** Time yesterday, so that no test depends on the time of day. */
async function logYesterday(api: APIRequestContext, id: number, from: string, to: string) {
  const day = await yesterday(api);
  const data = { task_id: id, started_at: `${day}T${from}`, ended_at: `${day}T${to}` };
  expect((await api.post('/time', { data })).status()).toBe(201);
}

async function yesterday(api: APIRequestContext): Promise<string> {
  const { today } = await (await api.get('/time')).json();
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

test('Space starts and stops the timer, in every window and over a reload', async ({
  context,
  page,
  member,
}) => {
  const report = await makeTask(member.api, 'Report');
  const walls = await makeTask(member.api, 'Walls');
  await openTasks(page);
  const other = await context.newPage();
  await openTasks(other);
  await checkbox(page, 'Report').focus();
  // Also before the timer is loaded.
  await page.keyboard.press('Space');
  await expect(bar(page)).toContainText('Report');
  await expect(bar(other)).toContainText('Report');
  await expect(page).toHaveTitle(/^0:00 Report · Tasks/);
  await expect(checkbox(page, 'Report')).not.toBeChecked();
  expect(await running(member.api)).toBe(report);

  await checkbox(other, 'Walls').focus();
  await other.keyboard.press('Space');
  await expect(bar(page)).toContainText('Walls');
  await page.reload();
  await expect(bar(page)).toContainText('Walls');
  expect(await running(member.api)).toBe(walls);

  await other.keyboard.press('Space');
  await expect(bar(page)).toHaveCount(0);
  await expect(page).toHaveTitle(/^Tasks/);
  await other.keyboard.press('Control+z');
  await expect(bar(page)).toContainText('Walls');

  // Completing the task stops the timer.
  await other.keyboard.press('c');
  await expect(bar(page)).toHaveCount(0);
  expect(await running(member.api)).toBeNull();
});

test('Space starts the timer before the page knows what runs', async ({ page, member }) => {
  const report = await makeTask(member.api, 'Report');
  const letGo = await hold(page, '**/timer');
  await openTasks(page);
  await checkbox(page, 'Report').focus();
  await page.keyboard.press('Space');
  await expect(checkbox(page, 'Report')).not.toBeChecked();
  letGo();
  await expect(bar(page)).toContainText('Report');
  await expect(checkbox(page, 'Report')).toBeFocused();
  expect(await running(member.api)).toBe(report);
});

test('the bar leads to the task, and changes when it started', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Report');
  await member.api.post('/timer/start', { data: { task_id: id } });
  await openTasks(page);
  await bar(page).getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Details of Report' })).toBeVisible();
  await page.keyboard.press('Escape');
  await bar(page)
    .getByRole('button', { name: /Change when it started/ })
    .click();
  await expect(page.getByLabel('Started at')).toBeVisible();
  await page.keyboard.press('Escape');
  await bar(page).getByRole('button', { name: 'Stop the timer for Report' }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(message(page, 'Stopped the timer for “Report”')).toBeVisible();
});

test('time is added, changed, filled in and taken back', async ({ page, member, problems }) => {
  problems.allowStatus('/time', 409);
  const report = await makeTask(member.api, 'Report');
  await logYesterday(member.api, report, '09:00', '10:00');
  await logYesterday(member.api, report, '11:00', '12:00');
  const day = await yesterday(member.api);
  await page.goto(`/app/time?date=${day}`);
  await expect(page.getByText('Nothing noted. Fill in')).toBeVisible();
  await page.getByRole('button', { name: /Nothing noted/ }).click();
  await page.getByLabel('Note').fill('Lunch with the client');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Nothing noted')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Lunch with the client/ }).first()).toBeVisible();

  // What is at the same time gives way only if that is wanted.
  await page.getByRole('button', { name: 'Add time' }).click();
  await page.getByRole('button', { name: 'What was it for?' }).click();
  await page
    .getByRole('combobox')
    .or(page.getByRole('textbox', { name: 'What was it for?' }))
    .first()
    .fill('Report');
  await page.getByRole('option', { name: 'Report', exact: true }).click();
  await page.getByLabel('When').fill('11:30-12:30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'there is already “Report”' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save, and shorten the others' }).click();
  await expect(page.getByRole('button', { name: /11:30 – 12:30/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /11:00 – 11:30/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /11:00 – 12:00/ })).toBeVisible();

  await page.getByRole('button', { name: /09:00 – 10:00/ }).click();
  await page.getByLabel('When').fill('8-9:30');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /08:00 – 09:30/ })).toBeVisible();
  await page.getByRole('button', { name: /08:00 – 09:30/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: /08:00 – 09:30/ })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /08:00 – 09:30/ })).toBeVisible();

  await page.getByRole('button', { name: 'Timesheet' }).click();
  const link = page.getByRole('link', { name: 'Download as CSV' });
  await expect(link).toHaveAttribute('href', `/time.csv?from=${day}&to=${day}&by=entry`);
});

test('the details of a task have its time', async ({ page, member }) => {
  const id = await makeTask(member.api, 'Report');
  await member.api.patch(`/tasks/${id}`, { data: { estimate: 60 } });
  await openTasks(page);
  await openDetails(page, 'Report');
  const details = page.getByRole('complementary', { name: 'Details of Report' });
  await expect(details.getByText('nothing yet of 1 h')).toBeVisible();
  await details.getByLabel('Add time').fill('yesterday 45m');
  await page.keyboard.press('Enter');
  await expect(details.getByText('45 min of 1 h')).toBeVisible();
  await details.getByLabel('Add time').fill('soon');
  await page.keyboard.press('Enter');
  await expect(details.getByText(/Write 45m or/)).toBeVisible();
  await details.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(bar(page)).toContainText('Report');
  await details.getByRole('button', { name: /^Stop, 0:00/ }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(
    details.getByRole('list', { name: 'Time entries' }).getByRole('listitem'),
  ).toHaveCount(2);
});

test('the small hours stay in their night when they are changed', async ({ page, member }) => {
  await member.api.patch('/settings', { data: { day_start: '04:00' } });
  const id = await makeTask(member.api, 'Report');
  const night = await yesterday(member.api);
  await logYesterday(member.api, id, '01:00', '02:00');
  await openTasks(page);
  await openDetails(page, 'Report');
  const details = page.getByRole('complementary', { name: 'Details of Report' });
  await details.getByRole('button', { name: /01:00 – 02:00/ }).click();
  await details.getByLabel('When').fill('1:30-2:30');
  await page.keyboard.press('Enter');
  await expect(details.getByRole('button', { name: /01:30 – 02:30/ })).toBeVisible();
  const { entries } = await (await member.api.get(`/tasks/${id}/time`)).json();
  expect(entries[0].started_at).toContain(night);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}`, () => {
    test.use({ colorScheme });

    test('time on a wide screen and on a phone, checked by axe', async ({ page, member }) => {
      test.slow();
      const report = await makeTask(member.api, 'Report');
      await member.api.patch(`/tasks/${report}`, { data: { tags: ['work'] } });
      await logYesterday(member.api, report, '09:00', '10:00');
      await logYesterday(member.api, report, '11:00', '12:00');
      await member.api.post('/timer/start', { data: { task_id: report } });
      await page.goto(`/app/time?date=${await yesterday(member.api)}`);
      await expect(page.getByRole('heading', { name: 'By project' })).toBeVisible();
      await expect(bar(page)).toBeVisible();
      await expectAccessible(page, 'a day');
      await page.getByRole('button', { name: 'Week', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'By tag' })).toBeVisible();
      await expectAccessible(page, 'a week');
      await page.setViewportSize(PHONE);
      await expectNoSideways(page);
      await expectAccessible(page, 'a week on a phone');
      await page.getByRole('button', { name: 'Add time' }).click();
      await expectNoSideways(page);
      await expectAccessible(page, 'adding time on a phone');
    });
  });
}
