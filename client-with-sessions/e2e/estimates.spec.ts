import type { APIRequestContext } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { addLine, makeTask, openDetails, openTasks } from './steps.ts';

/** Eight tasks that took 100 minutes each rather than an hour: such take 1.5 times as long. */
async function write(api: APIRequestContext) {
  await api.patch('/settings', { data: { zone: 'UTC' } });
  const { today } = await (await api.get('/time')).json();
  const day = new Date(`${today}T00:00:00Z`);
  for (let number = 0; number < 8; number++) {
    day.setUTCDate(day.getUTCDate() - 1);
    const date = day.toISOString().slice(0, 10);
    const id = await makeTask(api, `Chapter ${number + 1}`);
    await api.patch(`/tasks/${id}`, { data: { estimate: 60, tags: ['writing'] } });
    const data = { task_id: id, started_at: `${date}T10:00`, ended_at: `${date}T11:40` };
    expect((await api.post('/time', { data })).status()).toBe(201);
    await api.patch(`/tasks/${id}`, { data: { status: 'done' } });
  }
}

test('what is usual is offered while an estimate is typed, and taken by a key', async ({
  page,
  member,
}) => {
  await write(member.api);
  await openTasks(page);
  await addLine(page).fill('Report ~1h #writing');
  const usual = page.getByRole('button', { name: 'Usually 1 h 30, by 8 tasks: take it' });
  await expect(usual).toBeVisible();
  await expectAccessible(page, 'what is usual');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1280, height: 740 });
  // It changes nothing by itself.
  await expect(addLine(page)).toHaveValue('Report ~1h #writing');
  await page.keyboard.press('Alt+Enter');
  await expect(addLine(page)).toHaveValue('Report ~1h30m #writing');
  await expect(addLine(page)).toBeFocused();
  await expect(page.getByRole('button', { name: /^1 h 30 min: keep/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Usually/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('1 h 30', { exact: true })).toBeVisible();

  await openDetails(page, 'Report');
  const details = page.getByRole('complementary', { name: 'Details of Report' });
  await expect(details.getByRole('button', { name: /^Usually/ })).toHaveCount(0);
  await details.getByLabel('Estimate').fill('20');
  await details.getByRole('button', { name: 'Usually 30 min, by 8 tasks: take it' }).click();
  await expect(details.getByLabel('Estimate')).toHaveValue('30 min');
  await expect(details.getByRole('button', { name: /^Usually/ })).toHaveCount(0);
  await expect
    .poll(async () => {
      const { tasks } = await (await member.api.get('/tasks?q=Report')).json();
      return tasks[0].estimate;
    })
    .toBe(30);
});

test('settings offer the hours that one gets done', async ({ page, member }) => {
  await member.api.patch('/settings', { data: { zone: 'UTC' } });
  const { today } = await (await member.api.get('/time')).json();
  const day = new Date(`${today}T00:00:00Z`);
  const weekday = day.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  for (let week = 0; week < 4; week++) {
    day.setUTCDate(day.getUTCDate() - 7);
    const date = day.toISOString().slice(0, 10);
    const data = { note: 'Work', started_at: `${date}T09:00`, ended_at: `${date}T12:40` };
    expect((await member.api.post('/time', { data })).status()).toBe(201);
  }
  await page.goto('/app/settings');
  await expect(page.getByText(`${weekday}s you get 3 h 40 done.`)).toBeVisible();
  await page.getByRole('button', { name: `Plan with 3 h 40 on ${weekday}s` }).click();
  await expect(page.getByLabel(weekday, { exact: true })).toHaveValue('3:40');
  await expect(page.getByText(/s you get/)).toHaveCount(0);
  await expect
    .poll(async () => (await (await member.api.get('/settings')).json()).hours)
    .toMatchObject({ [weekday.toLowerCase()]: 220 });
});
