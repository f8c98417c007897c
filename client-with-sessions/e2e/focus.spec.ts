import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox, makeTask, openDetails, openTasks } from './steps.ts';

const PHONE = { width: 360, height: 740 };

/** The local time so many minutes ago, in the account's zone, which is UTC. */
function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 16);
}

async function startBlock(api: APIRequestContext, id: number, minutes: number) {
  const data = { task_id: id, target: 25, at: ago(minutes) };
  expect((await api.post('/timer/start', { data })).status()).toBe(200);
}

function clock(page: Page) {
  return page.getByRole('timer');
}

async function makeReport(api: APIRequestContext): Promise<number> {
  const id = await makeTask(api, 'Report');
  await api.patch(`/tasks/${id}`, { data: { description: 'With **figures**.' } });
  const part = await makeTask(api, 'Collect the figures');
  await api.patch(`/tasks/${part}`, { data: { parent_id: id } });
  return id;
}

test('a block on one task, by key: its notes, its subtasks, and Escape', async ({
  page,
  member,
}) => {
  await makeReport(member.api);
  await member.api.patch('/settings', { data: { zone: 'UTC' } });
  await openTasks(page);
  await checkbox(page, 'Report').focus();
  await expect(async () => {
    await page.keyboard.press('f');
    await expect(page.getByRole('heading', { name: 'Report' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page).toHaveURL(/\/app\/focus\?on=\d+$/);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('With figures.')).toBeVisible();
  await expect(clock(page)).toHaveText('25:00');
  await page.getByLabel('Minutes').fill('50');
  await page.getByRole('button', { name: 'Start 50 min' }).click();
  await expect(page.getByText('Focus for 50 min')).toBeVisible();
  await expect(clock(page)).toHaveText(/^(?:50:00|49:\d\d)$/);
  await expect(page).toHaveTitle(/^(?:50:00|49:\d\d) Report · Focus/);

  await page.getByRole('checkbox', { name: 'Collect the figures' }).check();
  await expect(page.getByRole('checkbox', { name: 'Collect the figures' })).toBeChecked();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Timer' })).toContainText(/(?:50:00|49:\d\d)/);
  const { running } = await (await member.api.get('/timer')).json();
  expect(running.target).toBe(50);
  await page.getByRole('button', { name: 'Focus', exact: true }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByRole('main').getByText('Done', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
});

test('a block that is over goes on until the break is started, in every window', async ({
  context,
  page,
  member,
}) => {
  const id = await makeReport(member.api);
  await member.api.patch('/settings', { data: { zone: 'UTC' } });
  await startBlock(member.api, id, 31);
  await page.goto('/app/focus');
  await expect(clock(page)).toHaveText(/^\+[67] min$/);
  await expect(page.getByText('The 25 min are over')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/app/focus');
  await expect(clock(other)).toHaveText(/^\+[67] min$/);

  await page.getByRole('button', { name: 'Start the break' }).click();
  for (const window of [page, other]) {
    await expect(window.getByRole('main').getByText('Break', { exact: true })).toBeVisible();
    await expect(clock(window)).toHaveText(/^(?:5:00|4:\d\d)$/);
  }
  await expect(page.getByRole('button', { name: 'Next block' })).toBeFocused();
  await page.keyboard.press('Enter');
  for (const window of [page, other]) {
    await expect(window.getByText('Focus for 25 min')).toBeVisible();
  }
  await other.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Start 25 min' })).toBeVisible();
});

test('the details lead there, and another task says what runs', async ({
  page,
  problems,
  member,
}) => {
  const walls = await makeTask(member.api, 'Walls');
  await makeReport(member.api);
  await member.api.patch('/settings', { data: { zone: 'UTC' } });
  await startBlock(member.api, walls, 5);
  await openTasks(page);
  await openDetails(page, 'Report');
  const details = page.getByRole('complementary', { name: 'Details of Report' });
  await details.getByRole('button', { name: 'Focus', exact: true }).click();
  await expect(page.getByText('“Walls” runs. Starting this stops it.')).toBeVisible();
  await page.getByRole('button', { name: 'Start 25 min' }).click();
  await expect(page.getByText('Focus for 25 min')).toBeVisible();
  await expect
    .poll(async () => (await (await member.api.get('/timer')).json()).task.title)
    .toBe('Report');
  problems.allowStatus('/tasks/999999', 404);
  await page.goto('/app/focus?on=999999');
  await expect(page.getByText('This task no longer exists.')).toBeVisible();
});

test('what a block is, is set for every device', async ({ page, member }) => {
  await page.goto('/app/settings');
  await page.getByLabel('Minutes of a block').fill('45');
  await page.keyboard.press('Enter');
  await page.getByLabel('Minutes of a break').fill('61');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Type 1 to 60.')).toBeVisible();
  await page.getByLabel('Minutes of a break').fill('9');
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Flow/).check();
  await expect(page.getByLabel('Minutes of a break')).toHaveCount(0);
  await page.getByLabel('Play a sound').check();
  await expect
    .poll(async () => (await (await member.api.get('/settings')).json()).focus)
    .toMatchObject({ style: 'flow', minutes: 45, pause: 9, sound: true });
});

test('time is up: a sound and a notification, once, if they are wanted', async ({
  context,
  page,
  member,
}) => {
  await context.grantPermissions(['notifications']);
  const id = await makeReport(member.api);
  await member.api.patch('/settings', {
    data: { zone: 'UTC', focus: { sound: true, notify: true } },
  });
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    Object.assign(window, {
      Notification: class {
        static permission = 'granted';
        constructor(title: string) {
          told.push(title);
        }
      },
    });
  });
  await page.clock.install();
  await startBlock(member.api, id, 1);
  await page.goto('/app/focus');
  await expect(page.getByText('Focus for 25 min')).toBeVisible();
  await expect(page).toHaveTitle(/Report · Focus/);
  await page.clock.fastForward('26:00');
  await expect(page.getByText('The 25 min are over')).toBeVisible();
  await page.clock.fastForward('05:00');
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  await expect.poll(told).toEqual(['Time is up for “Report”']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}`, () => {
    test.use({ colorScheme });

    test('focus on a wide screen and on a phone, checked by axe', async ({ page, member }) => {
      const id = await makeReport(member.api);
      await member.api.patch('/settings', { data: { zone: 'UTC' } });
      await page.goto('/app/focus');
      await expect(page.getByText('No task yet.')).toBeVisible();
      await expectAccessible(page, 'without a task');
      await page.goto(`/app/focus?on=${id}`);
      await expect(page.getByText('With figures.')).toBeVisible();
      await expectAccessible(page, 'before a block');
      await startBlock(member.api, id, 31);
      await expect(clock(page)).toHaveText(/^\+[67] min$/);
      await expectAccessible(page, 'a block that is over');
      await page.setViewportSize(PHONE);
      await expectNoSideways(page);
      await expectAccessible(page, 'on a phone');
      await page.getByRole('button', { name: 'Start the break' }).click();
      await expect(page.getByRole('main').getByText('Break', { exact: true })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page, 'a break on a phone');
    });
  });
}
