import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dayFromNow } from './steps.ts';

async function makeHabit(api: APIRequestContext, data: object): Promise<number> {
  const response = await api.post('/habits', { data: { begins: dayFromNow(-40), ...data } });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: number }).id;
}

async function answer(api: APIRequestContext, id: number, days: number, data: object) {
  const response = await api.put(`/habits/${id}/entries/${dayFromNow(days)}`, { data });
  expect(response.status()).toBe(200);
}

async function openHabits(page: Page): Promise<void> {
  await page.goto('/app/habits');
  await expect(page.getByRole('heading', { name: 'Habits', level: 1 })).toBeVisible();
}

function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Habits and their days' });
}

/** The last of the days of a habit. */
function lastDay(page: Page, habit: string, back = 0): Locator {
  const cells = grid(page).getByRole('button', { name: new RegExp(`^${habit}, `) });
  return back === 0 ? cells.last() : cells.nth(-1 - back);
}

test('a habit is made and answered by the keyboard alone, and each answer is taken back', async ({
  page,
  member,
}) => {
  await openHabits(page);
  await expect(page.getByText('No habits yet.')).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('Name', { exact: true }).fill('Read');
  await page.getByLabel('Begins').fill(dayFromNow(-30));
  await page.keyboard.press('Enter');
  await expect(lastDay(page, 'Read')).toHaveAccessibleName(/no answer yet$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await lastDay(page, 'Read').focus();
  for (const words of [/: done$/, /: skipped$/, /: no answer yet$/]) {
    await page.keyboard.press('Space');
    await expect(lastDay(page, 'Read')).toHaveAccessibleName(words);
  }
  await page.keyboard.press('ArrowLeft');
  await expect(lastDay(page, 'Read', 1)).toBeFocused();
  await page.keyboard.press('s');
  await expect(lastDay(page, 'Read', 1)).toHaveAccessibleName(/: skipped$/);
  await page.keyboard.press('Control+z');
  await expect(lastDay(page, 'Read', 1)).toHaveAccessibleName(/: not done$/);

  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Skipped: it doesn’t count').check();
  await dialog.getByLabel('Reason').fill('A cold');
  await page.keyboard.press('Enter');
  await expect(lastDay(page, 'Read', 1)).toHaveAccessibleName(/: skipped: A cold$/);
  await expect(lastDay(page, 'Read', 1)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await expect(lastDay(page, 'Read')).toBeFocused();
  await expect
    .poll(async () => (await (await member.api.get('/habits')).json()).habits.length)
    .toBe(1);
});

test('a number is asked for, and tells whether it is enough', async ({ page, member }) => {
  const data = { name: 'Pages', kind: 'count', target: 20, unit: 'pages' };
  const id = await makeHabit(member.api, data);
  await openHabits(page);
  await lastDay(page, 'Pages').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Pages', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/whole number/)).toBeVisible();
  await dialog.getByLabel('Pages', { exact: true }).fill('8');
  await page.keyboard.press('Enter');
  await expect(lastDay(page, 'Pages')).toHaveAccessibleName(/not all done, 8 of 20 pages$/);
  await lastDay(page, 'Pages').press('Enter');
  await dialog.getByLabel('Pages', { exact: true }).fill('25');
  await page.keyboard.press('Enter');
  await expect(lastDay(page, 'Pages')).toHaveAccessibleName(/: done, 25 of 20 pages$/);
  await expect
    .poll(async () => (await (await member.api.get(`/habits/${id}/year`)).json()).streak.length)
    .toBe(1);
});

test('a second window shows at once what is answered in the first', async ({
  context,
  page,
  member,
}) => {
  await makeHabit(member.api, { name: 'Read' });
  await openHabits(page);
  const other = await context.newPage();
  await openHabits(other);
  await expect(lastDay(other, 'Read')).toBeVisible();
  // The stream is there once it has told something.
  await makeHabit(member.api, { name: 'Run' });
  await expect(lastDay(page, 'Run')).toBeVisible();
  await expect(lastDay(other, 'Run')).toBeVisible();
  await lastDay(page, 'Read').click();
  await expect(lastDay(page, 'Read')).toHaveAccessibleName(/: done$/);
  await expect(lastDay(other, 'Read')).toHaveAccessibleName(/: done$/);
});

test('a habit is changed, archived, deleted and brought back', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/habits/\\d+', 422);
  await makeHabit(member.api, { name: 'Read' });
  await openHabits(page);
  const menu = page.getByRole('button', { name: 'More for “Read”' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await page.getByLabel('When').selectOption('Some times a week');
  await page.getByLabel('Times a week').fill('9');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/1 to 7 times a week/)).toBeVisible();
  await page.getByLabel('Times a week').fill('3');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(grid(page).getByText(/of \d this week/)).toBeVisible();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText('No habits yet.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(menu).toBeVisible();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(menu).toBeVisible();
});

test('a pause takes its days out, and a streak goes on', async ({ page, problems, member }) => {
  problems.allowStatus('/pauses', 422);
  const id = await makeHabit(member.api, { name: 'Read' });
  for (const days of [-3, -1]) await answer(member.api, id, days, { state: 'done' });
  await openHabits(page);
  await expect(lastDay(page, 'Read', 2)).toHaveAccessibleName(/: not done$/);
  await page.getByRole('button', { name: 'Pauses' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Coast');
  await dialog.getByLabel('From').fill(dayFromNow(-2));
  await dialog.getByLabel('To').fill(dayFromNow(-3));
  await dialog.getByRole('button', { name: 'Add a pause' }).click();
  await expect(
    dialog.getByText('A pause can’t end before it begins.'.replace('’', "'")),
  ).toBeVisible();
  await dialog.getByLabel('To').fill(dayFromNow(-2));
  await dialog.getByRole('button', { name: 'Add a pause' }).click();
  await expect(dialog.getByRole('list', { name: 'Pauses' }).getByText('Coast')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(lastDay(page, 'Read', 2)).toHaveAccessibleName(/: paused$/);
  await expect(grid(page).getByText('2 days')).toBeVisible();
});

test('one habit shows its year, how strong it is and what was noted', async ({ page, member }) => {
  const id = await makeHabit(member.api, { name: 'Read', note: 'Before bed' });
  for (const days of [-6, -5, -4, -2, -1]) await answer(member.api, id, days, { state: 'done' });
  await answer(member.api, id, -3, { state: 'skipped', note: 'A cold' });
  await openHabits(page);
  await grid(page).getByRole('link', { name: 'Read' }).click();
  await expect(page.getByRole('heading', { name: 'Read', level: 1 })).toBeVisible();
  await expect(page.getByText('5 days')).toHaveCount(2);
  await expect(page.getByRole('img', { name: /^The strength of Read/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notes' }).getByText('A cold')).toBeVisible();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(page.getByRole('table').getByRole('row')).not.toHaveCount(0);
  await expectAccessible(page, 'one habit');
  await page.getByRole('link', { name: 'All habits' }).click();
  await expect(grid(page)).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('seven days fit, a tap answers, and a long press opens the day', async ({
    page,
    member,
  }) => {
    await makeHabit(member.api, { name: 'Read before bed, if only two pages' });
    const data = { name: 'Run', kind: 'minutes', target: 30 };
    const run = await makeHabit(member.api, data);
    await answer(member.api, run, -1, { state: 'done', value: 45 });
    await openHabits(page);
    await expect(grid(page).getByRole('button', { name: /^Run, / })).toHaveCount(7);
    await expectNoSideways(page);
    await lastDay(page, 'Read before bed').tap();
    await expect(lastDay(page, 'Read before bed')).toHaveAccessibleName(/: done$/);
    await lastDay(page, 'Read before bed').click({ delay: 700 });
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoSideways(page);
    await expectAccessible(page, 'a day on a phone');
    await page.keyboard.press('Escape');
    await page.goto(`/app/habits/${run}`);
    await expect(page.getByRole('heading', { name: 'Run', level: 1 })).toBeVisible();
    await expectNoSideways(page);
    await expectAccessible(page, 'one habit on a phone');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing wrong with the habits', async ({ page, member }) => {
      await openHabits(page);
      await expect(page.getByText('No habits yet.')).toBeVisible();
      await expectAccessible(page, 'no habits');
      const id = await makeHabit(member.api, { name: 'Read' });
      await makeHabit(member.api, { name: 'Cups', kind: 'count', direction: 'at_most', target: 2 });
      await answer(member.api, id, -1, { state: 'done' });
      await answer(member.api, id, -2, { state: 'skipped', note: 'A cold' });
      await expect(lastDay(page, 'Read', 2)).toHaveAccessibleName(/A cold$/);
      await expectAccessible(page, 'habits');
      await page.keyboard.press('n');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, 'a new habit');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Pauses' }).click();
      await expectAccessible(page, 'pauses');
    });
  });
}

test('what can’t be loaded says so, and is asked for again', async ({ page, problems, member }) => {
  await makeHabit(member.api, { name: 'Read' });
  problems.allowStatus('/habits.*', 500);
  await page.route(/\/habits\?from/, (route) => route.fulfill({ status: 500, json: {} }));
  await openHabits(page);
  await expect(page.getByText(/^The habits could not be loaded/)).toBeVisible({ timeout: 20_000 });
  await page.unroute(/\/habits\?from/);
  const again = page.getByRole('button', { name: 'Try again' });
  // It asks again by itself too.
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    await expect(lastDay(page, 'Read')).toBeVisible({ timeout: 1_000 });
  }).toPass();
});
