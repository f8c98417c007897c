import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dragTo, pointIn, readyToDrag } from './pointer.ts';
import { checkbox, dayFromNow, findTask, message } from './steps.ts';
import { capture, makeProject } from './things.ts';

/** The part of the page that is a day. */
function day(page: Page, name: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${name}`) });
}

const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: checkbox(page, title) });

async function make(api: APIRequestContext, ...tasks: object[]): Promise<number[]> {
  const ids: number[] = [];
  for (const data of tasks) {
    const response = await api.post('/tasks', { data });
    expect(response.status()).toBe(201);
    ids.push(((await response.json()) as { id: number }).id);
  }
  return ids;
}

/** The titles of a part of the page, from the top. */
async function expectTitles(part: Locator, titles: Iterable<string>): Promise<void> {
  await expect
    .poll(() =>
      part
        .getByRole('checkbox')
        .evaluateAll((all) => all.map((box) => box.getAttribute('aria-label'))),
    )
    .toEqual([...titles]);
}

/** The titles of a day, as the server knows them. */
async function expectAgenda(api: APIRequestContext, ahead: number, titles: string): Promise<void> {
  await expect
    .poll(async () => {
      const { days } = await (await api.get('/agenda?days=3')).json();
      return days[ahead].tasks.map(({ title }: { title: string }) => title).join('');
    })
    .toBe(titles);
}

test('today is put in order by key, without shuffling the project, and one undo takes it back', async ({
  page,
  member,
}) => {
  const project = await makeProject(member.api, 'House');
  const planned = dayFromNow(0);
  const tasks = ['A', 'B', 'C'].map((title) => ({ title, planned, project_id: project }));
  await make(member.api, ...tasks, { title: 'T', planned: `${planned}T09:00` });
  await page.goto('/app/today');
  const main = page.getByRole('main');
  await expectTitles(main, 'TABC');
  await checkbox(page, 'C').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expectTitles(main, 'TCAB');
  await expect(checkbox(page, 'C')).toBeFocused();
  // At the top of what has no time it stays, without a word.
  await page.keyboard.press('Alt+ArrowUp');
  await expectAgenda(member.api, 0, 'TCAB');
  await page.keyboard.press('Control+z');
  await expectTitles(main, 'TACB');
  await expectAgenda(member.api, 0, 'TACB');
  const { tasks: kept } = await (await member.api.get(`/projects/${project}/tasks`)).json();
  expect(kept.map(({ title }: { title: string }) => title)).toEqual(['A', 'B', 'C']);

  await checkbox(page, 'T').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText('What has a time stands in order of time.')).toBeVisible();
  await page.reload();
  await expectTitles(main, 'TACB');
});

test('a task is dragged to a place in its day and in another one', async ({ page, member }) => {
  const [today, tomorrow] = [dayFromNow(0), dayFromNow(1)];
  const [a = 0] = await make(
    member.api,
    ...['A', 'B', 'C'].map((title) => ({ title, planned: today })),
    ...['D', 'E'].map((title) => ({ title, planned: tomorrow })),
    { title: 'T', planned: `${tomorrow}T09:00` },
  );
  await page.goto('/app/upcoming');
  await expectTitles(day(page, 'Tomorrow'), 'TDE');
  await readyToDrag(page, row(page, 'A'));
  await dragTo(page, row(page, 'A'), await pointIn(row(page, 'B'), 0.3, 0.9));
  await expect(row(page, 'B')).toHaveAttribute('data-drop', 'below');
  await page.mouse.up();
  await expectTitles(day(page, 'Today'), 'BAC');
  await expectAgenda(member.api, 0, 'BAC');

  await dragTo(page, row(page, 'A'), await pointIn(row(page, 'E'), 0.3, 0.1));
  await expect(row(page, 'E')).toHaveAttribute('data-drop', 'above');
  await page.mouse.up();
  await expectTitles(day(page, 'Tomorrow'), 'TDAE');
  await expectAgenda(member.api, 1, 'TDAE');
  expect((await findTask(member.api, a)).planned).toBe(tomorrow);
  await page.keyboard.press('Control+z');
  await expectTitles(day(page, 'Today'), 'BAC');
  await expectAgenda(member.api, 1, 'TDE');

  // Nothing stands beside what has a time but by its own time.
  await dragTo(page, row(page, 'A'), await pointIn(row(page, 'T'), 0.3, 0.1));
  await expect(row(page, 'T')).not.toHaveAttribute('data-drop', /above|below/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('what is overdue is apart, says why it can’t be moved, and goes to today with one undo', async ({
  page,
  member,
}) => {
  const [first = 0, second = 0] = await make(
    member.api,
    { title: 'B', due: dayFromNow(-1) },
    { title: 'A', planned: dayFromNow(-3) },
    { title: 'C', planned: dayFromNow(0) },
  );
  await page.goto('/app/today');
  await expectTitles(day(page, 'Overdue'), 'AB');
  await expectTitles(day(page, 'Today'), 'C');
  await checkbox(page, 'A').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText('What is overdue is in order of days')).toBeVisible();
  await page.getByRole('button', { name: 'Move to today' }).click();
  await expect(day(page, 'Overdue')).toHaveCount(0);
  await expectTitles(page.getByRole('main'), 'BAC');
  for (const id of [first, second]) {
    await expect.poll(async () => (await findTask(member.api, id)).planned).toBe(dayFromNow(0));
  }
  await page.keyboard.press('Control+z');
  await expectTitles(day(page, 'Overdue'), 'AB');
  await expect.poll(async () => (await findTask(member.api, first)).planned).toBeNull();
});

test('what will come back on a day is shown and counted, and opens its task', async ({
  page,
  member,
}) => {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const hours = Object.fromEntries(days.map((weekday) => [weekday, 120]));
  await member.api.patch('/settings', { data: { hours, zone: 'UTC' } });
  const repeats = { recurrence: { rule: 'FREQ=DAILY' } };
  await make(
    member.api,
    { title: 'Revise', due: `${dayFromNow(0)}T19:00[UTC]`, estimate: 60, ...repeats },
    { title: 'Flashcards', due: `${dayFromNow(0)}T08:00[UTC]`, estimate: 20, ...repeats },
    { title: 'Essay', due: `${dayFromNow(1)}T21:00[UTC]`, estimate: 90 },
  );
  await page.goto('/app/upcoming');
  const tomorrow = day(page, 'Tomorrow');
  await expect(tomorrow.getByText('2 h 50 of 2 h, 50 min too much')).toBeVisible();
  await expectTitles(tomorrow, ['Essay']);
  const coming = tomorrow.getByRole('list', { name: 'Comes back, Tomorrow' }).getByRole('button');
  await expect(coming).toHaveText(['Comes back: Flashcards', 'Comes back: Revise']);
  await coming.last().click();
  await expect(page.getByRole('complementary', { name: 'Details of Revise' })).toBeVisible();
  await page.keyboard.press('Escape');

  // Once it is done, the next is a task, and the one after that comes.
  await checkbox(page, 'Revise').first().click();
  await expect(tomorrow.getByRole('checkbox', { name: 'Revise' })).toBeVisible();
  await expect(tomorrow.getByText('2 h 50 of 2 h, 50 min too much')).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(coming.first()).toBeVisible();
  await expectNoSideways(page);
});

test('the calendar shows what comes back, and the hours of the day', async ({ page, member }) => {
  await member.api.patch('/settings', { data: { zone: 'UTC', hours_start: '10:00' } });
  await page.clock.setFixedTime(`${dayFromNow(0)}T12:00:00Z`);
  await make(
    member.api,
    { title: 'Revise', due: `${dayFromNow(0)}T11:00[UTC]`, recurrence: { rule: 'FREQ=DAILY' } },
    { title: 'Tidy', due: dayFromNow(0), recurrence: { rule: 'FREQ=DAILY;COUNT=2' } },
  );
  for (const view of ['day', 'week', 'month']) {
    await page.goto(`/app/calendar?view=${view}&date=${dayFromNow(1)}`);
    await expect(
      page.getByRole('button', { name: /Revise.*11:00, comes back/ }).first(),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /Tidy.*comes back/ })).toHaveCount(1);
  }
  await page.goto(`/app/calendar?view=day&date=${dayFromNow(1)}`);
  const revise = page.getByRole('button', { name: /Revise.*comes back/ });
  await revise.click();
  await expect(page.getByRole('complementary', { name: 'Details of Revise' })).toBeVisible();
  await page.keyboard.press('Escape');
  const own = await page.locator('[data-own-hours]').boundingBox();
  const block = await page.getByRole('listitem').filter({ has: revise }).boundingBox();
  if (!own || !block) throw new Error('There are no hours.');
  // It begins an hour after the account's hours do.
  const hour = (await page.locator('[data-hours]').evaluate((one) => one.clientHeight)) / 24;
  expect(Math.abs(block.y - own.y - hour)).toBeLessThan(4);
});

test('what comes later is at the end of Upcoming, and any day can be shown', async ({
  page,
  member,
}) => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    title: `Due ${index}`,
    due: dayFromNow(100 + index),
  }));
  await make(member.api, { title: 'A', due: dayFromNow(1) }, ...many);
  await page.goto('/app/upcoming');
  await expect(checkbox(page, 'A')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Later', exact: true })).toBeAttached();
  await expect(page.getByRole('checkbox', { name: 'Due 0', exact: true })).toBeAttached();
  await page.getByRole('checkbox', { name: 'Due 49', exact: true }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('checkbox', { name: 'Due 59', exact: true })).toBeAttached();

  await page.getByRole('button', { name: 'Go to a day' }).click();
  await page.getByLabel('Go to a day, in words').fill('24 dec 2031');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/calendar\?.*date=2031-12-24/);
  await expect(page.getByText(/24.*December|December.*24/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Go to a day' }).click();
  await page.getByLabel('Go to a day, in words').fill('tomorrow');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`date=${dayFromNow(1)}`));
});

test('a day that is done says where to find more', async ({ page, member }) => {
  await capture(member.api, 'Call home today', 'An idea');
  await page.goto('/app/today');
  await checkbox(page, 'Call home').click();
  await expect(page.getByText('Nothing is left for today.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Inbox' }).click();
  await expect(checkbox(page, 'An idea')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the menu puts a day in order, and the calendar is one tap away', async ({
    page,
    member,
  }) => {
    const planned = dayFromNow(0);
    await make(member.api, { title: 'A', planned }, { title: 'B', planned });
    await make(member.api, { title: 'Late', due: dayFromNow(-2) });
    await page.goto('/app/today');
    await page.getByRole('button', { name: 'More for B' }).tap();
    await page.getByRole('menuitem', { name: 'Move up' }).tap();
    await expectTitles(day(page, 'Today'), 'BA');
    await expect(message(page, 'Moved “B”')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Move to today' })).toBeVisible();
    await expectNoSideways(page);
    await page
      .getByRole('navigation', { name: 'Main pages' })
      .getByRole('link', { name: 'Calendar' })
      .tap();
    await expect(page.getByRole('heading', { name: 'Calendar' })).toBeVisible();
    await expectNoSideways(page);
  });
});
