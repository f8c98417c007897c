import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox, dayFromNow, makeTask, openTasks } from './steps.ts';

const PHONE = { width: 360, height: 740 };

async function close(api: APIRequestContext, title: string, status: 'done' | 'dropped') {
  const id = await makeTask(api, title);
  expect((await api.patch(`/tasks/${id}`, { data: { status } })).status()).toBe(200);
  return id;
}

/** Something in every part of the page. */
async function live(api: APIRequestContext): Promise<void> {
  const project = await (await api.post('/projects', { data: { name: 'House' } })).json();
  const data = { title: 'Paint the hall', project_id: project.id, tags: ['home'], estimate: 60 };
  const { id } = await (await api.post('/tasks', { data })).json();
  for (const [days, hours] of [
    [-40, 5],
    [-12, 12],
    [-3, 3],
  ] as const) {
    const time = { task_id: id, day: dayFromNow(days), seconds: 3_600 * hours };
    expect((await api.post('/time', { data: time })).status()).toBe(201);
  }
  await close(api, 'Buy paint', 'done');
  await close(api, 'Buy brushes', 'done');
  await close(api, 'Call a painter', 'dropped');
  await api.post('/habits', { data: { name: 'Read', begins: dayFromNow(-20) } });
}

async function openStatistics(page: Page, search = ''): Promise<void> {
  await page.goto(`/app/statistics${search}`);
  await expect(page.getByRole('heading', { name: 'Statistics', level: 1 })).toBeVisible();
}

function map(page: Page) {
  return page.getByRole('group', { name: /day by day/ });
}

test('a new account is told what will be counted', async ({ page, member: _member }) => {
  await openTasks(page);
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await expect(page.getByText('Nothing to count yet.')).toBeVisible();
  await expectAccessible(page, 'no statistics');
});

test('every number leads to the tasks behind it', async ({ page, member }) => {
  await live(member.api);
  await openStatistics(page);
  const all = page.getByRole('region', { name: 'In all' });
  const done = all.getByRole('definition').filter({ hasText: /^2$/ }).getByRole('link');
  await done.click();
  await expect(checkbox(page, 'Buy paint')).toBeVisible();
  await expect(checkbox(page, 'Buy brushes')).toBeVisible();
  await expect(checkbox(page, 'Call a painter')).toHaveCount(0);
  await page.goBack();
  await page
    .getByRole('row', { name: /^House/ })
    .getByRole('link')
    .click();
  await expect(checkbox(page, 'Paint the hall')).toBeVisible();
  await page.goBack();
  await page.getByRole('row', { name: /^Read/ }).getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Read', level: 1 })).toBeVisible();
  await page.goBack();
  await all.getByRole('link', { name: 'Paint the hall' }).first().click();
  await expect(page.getByRole('complementary', { name: /^Details/ })).toBeVisible();
});

test('the map is read by the keyboard, a day at a time', async ({ page, member }) => {
  await live(member.api);
  await openStatistics(page);
  const days = map(page).getByRole('link');
  await expect(days).toHaveCount(365);
  await page.getByRole('button', { name: 'Hours' }).focus();
  await page.keyboard.press('Tab');
  await expect(days.last()).toBeFocused();
  await expect(days.last()).toHaveAccessibleName(/: 2 done$/);
  for (const [key, place] of [
    ['ArrowUp', 363],
    ['ArrowLeft', 356],
    ['Home', 0],
    ['ArrowRight', 7],
    ['End', 364],
  ] as const) {
    await page.keyboard.press(key);
    await expect(days.nth(place)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Buy paint')).toBeVisible();
});

test('hours lead to the time of the day', async ({ page, member }) => {
  await live(member.api);
  await openStatistics(page);
  await page.getByRole('button', { name: 'Hours' }).click();
  await map(page)
    .getByRole('link', { name: /: 12 h$/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Time', level: 1 })).toBeVisible();
  await expect(page.getByText('Paint the hall').first()).toBeVisible();
});

test('a year is chosen, stays in the address, and is printed', async ({ page, member }) => {
  await live(member.api);
  await openStatistics(page);
  const year = dayFromNow(0).slice(0, 4);
  await page.getByLabel('Year').selectOption(year);
  await expect(page).toHaveURL(new RegExp(`year=${year}`));
  await page.reload();
  await expect(page.getByLabel('Year')).toHaveValue(year);
  await expect(page.getByRole('heading', { name: 'Day by day' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(map(page)).toBeVisible();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText('How this is counted').filter({ visible: true })).toHaveCount(0);
});

test('the statistics are accessible with all that can be unfolded', async ({ page, member }) => {
  // There is a link for each day, and axe looks at every one.
  test.slow();
  await live(member.api);
  await openStatistics(page);
  await expect(page.getByRole('row', { name: /^House/ })).toBeVisible();
  for (const words of ['Show as a table', 'How this is counted']) {
    for (const summary of await page.getByText(words).all()) await summary.click();
  }
  await expectAccessible(page, 'statistics');
});

test('the statistics are accessible on a phone when it is dark', async ({ page, member }) => {
  test.slow();
  await live(member.api);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE);
  await openStatistics(page);
  await expect(page.getByRole('row', { name: /^House/ })).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page, 'statistics on a phone');
});
