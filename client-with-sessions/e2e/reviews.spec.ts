import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox, dayFromNow, findTask, openDetails } from './steps.ts';
import { makeProject } from './things.ts';

async function make(api: APIRequestContext, ...tasks: object[]): Promise<number[]> {
  const ids: number[] = [];
  for (const data of tasks) {
    const response = await api.post('/tasks', { data });
    expect(response.status()).toBe(201);
    ids.push(((await response.json()) as { id: number }).id);
  }
  return ids;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** An account with something in each part of the plan. */
async function fill(api: APIRequestContext): Promise<void> {
  await make(
    api,
    { title: 'Left from yesterday', planned: dayFromNow(-1), estimate: 30 },
    { title: 'Due now', due: dayFromNow(0) },
    { title: 'Can begin', start: dayFromNow(-2) },
    { title: 'An idea' },
    { title: 'For today', planned: dayFromNow(0), estimate: 60 },
    { title: 'Put away', tags: ['someday'] },
  );
}

/** What the server tells of a review. */
async function review(api: APIRequestContext, period: string) {
  const response = await api.get(`/reviews/${period}`);
  expect(response.status()).toBe(200);
  return response.json();
}

test('a day from plan to close, by keyboard', async ({ page, member }) => {
  await fill(member.api);
  await page.goto('/app/inbox');
  await expect(checkbox(page, 'An idea')).toBeVisible();
  await expect(checkbox(page, 'Put away')).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { name: 'Plan the day' })).toBeVisible();
  await expect(part(page, 'Today').getByRole('checkbox')).toHaveCount(1);
  await expect(page.getByText('1 h of')).toBeVisible();

  await checkbox(page, 'Left from yesterday').focus();
  await page.keyboard.press('t');
  await expect(part(page, 'Today').getByRole('checkbox')).toHaveCount(2);
  await expect(page.getByText('1 h 30 of')).toBeVisible();
  await checkbox(page, 'An idea').focus();
  await page.keyboard.press('s');
  await expect(checkbox(page, 'An idea')).toHaveCount(0);
  await checkbox(page, 'Can begin').focus();
  await page.keyboard.press('m');
  await expect(checkbox(page, 'Can begin')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Can begin')).toBeVisible();
  await checkbox(page, 'Can begin').focus();
  await page.keyboard.press('d');
  await expect(checkbox(page, 'Can begin')).toHaveCount(0);

  await page.getByRole('button', { name: 'Begin the day' }).click();
  await expect(page.getByText(/^Began at .* with 3 tasks planned\.$/)).toBeVisible();

  await checkbox(page, 'For today').focus();
  await page.keyboard.press('c');
  const [other = 0] = await make(member.api, { title: 'Besides' });
  await member.api.patch(`/tasks/${other}`, { data: { status: 'done' } });
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: 'Close the day' })).toBeVisible();
  await expect(page.getByText('1 of 3 planned tasks done, and 1 more, 1 dropped.')).toBeVisible();
  await expect(part(page, 'Done').getByRole('checkbox', { name: 'For today' })).toBeVisible();
  await expect(part(page, 'Done, and not planned').getByRole('checkbox')).toHaveCount(1);
  await expect(part(page, 'Left over').getByRole('checkbox')).toHaveCount(2);
  await checkbox(page, 'Due now').focus();
  await page.keyboard.press('m');
  await expect(part(page, 'Left over').getByRole('checkbox')).toHaveCount(1);
  await page.getByLabel('A line about the day').fill('Enough.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close the day' }).click();
  await expect(page.getByText('The day is closed.')).toBeVisible();
  const { review: closed } = await review(member.api, dayFromNow(0));
  expect(closed).toMatchObject({ note: 'Enough.', numbers: { done: 2, planned: 3, kept: 1 } });
});

test('a week is reviewed, and the place is remembered', async ({ page, member }) => {
  await fill(member.api);
  await makeProject(member.api, 'Nothing to do');
  await page.goto('/app/week');
  const steps = page.getByRole('navigation', { name: 'Steps' });
  await expect(steps.getByRole('button', { name: /Inbox/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await expect(checkbox(page, 'An idea')).toBeVisible();
  await page.getByRole('button', { name: 'Next: Left over' }).click();
  await expect(page.getByRole('heading', { name: 'Left over' })).toBeFocused();
  await expect(checkbox(page, 'Left from yesterday')).toBeVisible();
  await page.keyboard.press('>');
  await expect(page.getByRole('main').getByRole('link', { name: 'Nothing to do' })).toBeVisible();
  await page.keyboard.press('>');
  await expect(checkbox(page, 'Put away')).toBeVisible();
  await expect
    .poll(async () => (await page.request.get('/changes?per_page=1')).text())
    .toContain('"step":4');
  await page.reload();
  await expect(checkbox(page, 'Put away')).toBeVisible();
  await page.getByRole('button', { name: 'Next: Two weeks' }).click();
  await expect(part(page, 'Overdue').or(checkbox(page, 'For today')).first()).toBeVisible();
  await steps.getByRole('button', { name: /Numbers/ }).click();
  await expect(page.getByRole('row', { name: /^Added 6/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next: Note' }).click();
  await page.getByLabel('A note on the week').fill('Fewer things at once.');
  await page.getByRole('button', { name: 'Finish the review' }).click();
  await expect(page.getByText('The week is reviewed.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('A note on the week')).toHaveValue('Fewer things at once.');
});

test('what was put off three times can be taken up, cut smaller, put away or dropped', async ({
  page,
  member,
}) => {
  const [id = 0] = await make(member.api, { title: 'Call Ann' });
  // Only days make it so.
  await page.route(`**/tasks/${id}`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const task = await response.json();
    return route.fulfill({ response, json: { ...task, put_off: 3, put_off_on: dayFromNow(-1) } });
  });
  await page.goto('/app/inbox');
  await openDetails(page, 'Call Ann');
  const card = page.getByRole('region', { name: 'Put off 3 times' });
  await card.getByRole('button', { name: 'Make it smaller' }).click();
  await expect(page.locator('[data-panel]').getByLabel('Add a subtask')).toBeFocused();
  await card.getByRole('button', { name: 'Someday' }).click();
  await expect
    .poll(async () => (await member.api.get('/inbox')).json())
    .toMatchObject({ total: 0 });
  await page.keyboard.press('Escape');
});

test('Today notes its plan by itself, once and quietly', async ({ page, member }) => {
  await make(member.api, { title: 'For today', planned: dayFromNow(0) });
  await page.goto('/app/today');
  await expect.poll(async () => (await review(member.api, dayFromNow(0))).review.plan).toEqual([1]);
  await page.goto('/app/activity');
  await expect(page.getByText('Added “For today”')).toBeVisible();
  await expect(page.getByText('Began the day')).toHaveCount(0);
});

test('the close of yesterday dates what was done then', async ({ page, member }) => {
  const yesterday = dayFromNow(-1);
  const [id = 0] = await make(member.api, { title: 'Done then', planned: yesterday });
  await page.goto(`/app/close?day=${yesterday}`);
  await checkbox(page, 'Done then').focus();
  await page.keyboard.press('y');
  await expect(part(page, 'Done').getByRole('checkbox')).toHaveCount(1);
  await expect.poll(async () => (await findTask(member.api, id)).completed_at).toContain(yesterday);
});

const PAGES = ['plan', 'close', 'week'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the pages of the loop, checked by axe', async ({ page, member }) => {
      test.slow();
      for (const name of PAGES) {
        await page.goto(`/app/${name}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page, `${name}, empty`);
      }
      await fill(member.api);
      for (const name of PAGES) {
        await page.goto(`/app/${name}`);
        await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
        await expectAccessible(page, name);
      }
    });
  });
}

for (const width of [390, 360]) {
  test(`the pages of the loop fit ${width} px`, async ({ page, member }) => {
    await page.setViewportSize({ width, height: 800 });
    await fill(member.api);
    await member.api.post(`/reviews/${dayFromNow(0)}/start`, { data: {} });
    for (const name of PAGES) {
      await page.goto(`/app/${name}`);
      await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible();
      await expectNoSideways(page);
    }
  });
}
