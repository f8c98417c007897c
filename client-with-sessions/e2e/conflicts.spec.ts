import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  checkbox,
  chooseValue,
  editTitle,
  findTask,
  message,
  openRequests,
  openTasks,
  typeDate,
  withoutEvents,
} from './steps.ts';
import { capture, makeProject } from './things.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: /^Details/ });
const table = (page: Page) => page.getByRole('region', { name: 'Changed here and elsewhere' });
const keep = (page: Page, what: string, from: 'here' | 'elsewhere') =>
  table(page).getByRole('button', { name: `Keep this: ${what} from ${from}`, exact: true });
const sides = (page: Page, what: string) =>
  table(page).getByRole('rowgroup', { name: what, exact: true }).getByRole('cell');

/** Opens the details of a task in a window that hears of nothing that is done elsewhere. */
async function openDeaf(page: Page, id: number): Promise<void> {
  await withoutEvents(page);
  const open = openRequests(page);
  const follows = page.waitForRequest('**/events*');
  await page.goto(`/app/tasks?task=${id}`);
  // It begins by asking for everything once more.
  await follows;
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeVisible();
  // The details ask for the task themselves, a moment after the list has shown it.
  await expect.poll(() => [...open].map((request) => request.url())).toEqual([]);
}

test.beforeEach(({ problems }) => problems.allowStatus('/tasks/\\d+', 412));

test('a title that was changed in two windows is shown with both values, and either is kept', async ({
  context,
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Buy milk');
  await openDeaf(page, id);
  const other = await context.newPage();
  await other.goto(`/app/tasks?task=${id}`);
  const typeInBoth = async (before: string, here: string, elsewhere: string) => {
    await expect(panel(other).getByRole('textbox', { name: 'Title' })).toHaveValue(before);
    await panel(other).getByRole('textbox', { name: 'Title' }).fill(elsewhere);
    await panel(other).getByRole('textbox', { name: 'Title' }).press('Enter');
    await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: elsewhere });
    await panel(other).getByRole('textbox', { name: 'Description' }).focus();
    await panel(page).getByRole('textbox', { name: 'Title' }).fill(here);
  };

  await typeInBoth('Buy milk', 'Buy oat milk', 'Buy soy milk');
  await expect(sides(page, 'Title')).toHaveText([/Buy oat milk/, /Buy soy milk/]);
  await expect(table(page).locator('mark')).toHaveText(['oat', 'soy']);
  await expect(table(page).getByRole('alert')).toContainText(/elsewhere, too: Title\./);
  // What was typed stays where it was typed, and typing on is no choice.
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Buy oat milk');
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' today');
  await page.keyboard.press('Enter');
  await expect(sides(page, 'Title').first()).toContainText('Buy oat milk today');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Buy soy milk' });
  await keep(page, 'Title', 'here').click();
  await expect(table(page)).toHaveCount(0);
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Buy oat milk today' });
  await expect(panel(page)).toBeFocused();

  await typeInBoth('Buy oat milk today', 'Buy rice milk', 'Buy nut milk');
  await keep(page, 'Title', 'elsewhere').click();
  await expect(panel(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Buy nut milk');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(sides(page, 'Title')).toHaveText([/Buy rice milk/, /Buy nut milk/]);
  await keep(page, 'Title', 'elsewhere').click();
  await expect(table(page)).toHaveCount(0);
  expect(await findTask(member.api, id)).toMatchObject({ title: 'Buy nut milk' });
});

test('a long description is read in full, as it was written, and outlives a reload', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Write the report');
  await openDeaf(page, id);
  const long = `${'  A line.\n\n'.repeat(40)}The end.`;
  await member.api.patch(`/tasks/${id}`, { data: { description: long } });
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('  Mine.\n\n  More.');
  const theirs = table(page).getByRole('group', { name: 'Description elsewhere' });
  await expect(theirs).toHaveText(long, { useInnerText: true });
  await theirs.focus();
  await page.keyboard.press('End');
  await expect.poll(() => theirs.evaluate((text) => text.scrollTop)).toBeGreaterThan(100);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(table(page).getByRole('group', { name: 'Description here' })).toHaveText(
    '  Mine.\n\n  More.',
    { useInnerText: true },
  );
  await keep(page, 'Description', 'here').click();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ description: '  Mine.\n\n  More.' });
});

interface Case {
  what: string;
  /** What is done elsewhere, and what the task has then. */
  elsewhere: (house: number) => Record<string, unknown>;
  /** What is done here. */
  here: (page: Page) => Promise<void>;
  /** What both sides say. */
  said: [RegExp, RegExp];
  /** What the task has if that of here is kept. */
  kept: Record<string, unknown>;
}

const CASES: Case[] = [
  {
    what: 'Due',
    elsewhere: () => ({ due: '2030-12-24' }),
    here: (page) => typeDate(page, 'Due', '1 mar 2031'),
    said: [/Sat 1 Mar 2031/, /Tue 24 Dec 2030/],
    kept: { due: '2031-03-01' },
  },
  {
    what: 'Tags',
    elsewhere: () => ({ tags: ['home'] }),
    here: async (page) => {
      await panel(page).getByRole('textbox', { name: 'Tags' }).fill('work');
      await panel(page).getByRole('textbox', { name: 'Tags' }).press('Enter');
    },
    said: [/#work/, /#home/],
    kept: { tags: ['work'] },
  },
  {
    what: 'Priority',
    elsewhere: () => ({ priority: 'low' }),
    here: (page) => chooseValue(page, 'Priority', 'High'),
    said: [/High/, /Low/],
    kept: { priority: 'high' },
  },
  {
    what: 'Project',
    elsewhere: (house) => ({ project_id: house }),
    here: (page) => chooseValue(page, 'Project', 'Garden'),
    said: [/Garden/, /House/],
    kept: {},
  },
  {
    what: 'Estimate',
    elsewhere: () => ({ estimate: 30 }),
    here: async (page) => {
      await panel(page).getByLabel('Estimate').fill('2h');
      await panel(page).getByLabel('Estimate').press('Enter');
    },
    said: [/2 h/, /30 min/],
    kept: { estimate: 120 },
  },
  {
    what: 'Status',
    elsewhere: () => ({ status: 'done' }),
    here: (page) => chooseValue(page, 'Status', 'Dropped'),
    said: [/Dropped/, /Done/],
    kept: { status: 'dropped' },
  },
  {
    what: 'Repeats and Due',
    elsewhere: () => ({ due: '2030-12-24', recurrence: { rule: 'FREQ=DAILY', from: 'due' } }),
    here: (page) => typeDate(page, 'Due', 'every friday'),
    said: [/Repeats every week on Friday/, /Repeats every day.*Tue 24 Dec 2030/],
    kept: { recurrence: { rule: 'FREQ=WEEKLY;BYDAY=FR' } },
  },
];

for (const { what, elsewhere, here, said, kept } of CASES) {
  test(`${what}: what was chosen in two windows is chosen by key`, async ({ page, member }) => {
    const [id = 0] = await capture(member.api, 'Buy milk');
    const house = await makeProject(member.api, 'House');
    await makeProject(member.api, 'Garden');
    await openDeaf(page, id);
    const theirs = elsewhere(house);
    await member.api.patch(`/tasks/${id}`, { data: theirs });
    await here(page);
    await expect(sides(page, what)).toHaveText(said);
    await keep(page, what, 'here').focus();
    await page.keyboard.press('Tab');
    await expect(keep(page, what, 'elsewhere')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(table(page)).toHaveCount(0);
    await expect(panel(page)).toBeFocused();
    expect(await findTask(member.api, id)).toMatchObject(theirs);

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await keep(page, what, 'here').focus();
    await page.keyboard.press('Space');
    await expect(table(page)).toHaveCount(0);
    await expect.poll(() => findTask(member.api, id)).toMatchObject(kept);
    await expect.poll(() => findTask(member.api, id)).not.toMatchObject(theirs);
  });
}

test('of several fields, those that nobody else changed are saved; the others are chosen one by one or together', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Buy milk');
  await openDeaf(page, id);
  const theirs = { title: 'Buy soy milk', description: 'Theirs', priority: 'low' };
  await member.api.patch(`/tasks/${id}`, { data: theirs });
  await panel(page).getByRole('textbox', { name: 'Title' }).fill('Buy oat milk');
  await panel(page).getByRole('textbox', { name: 'Description' }).fill('Mine');
  await panel(page).getByLabel('Estimate').fill('45');
  await panel(page).getByLabel('Estimate').press('Enter');
  await expect(sides(page, 'Title')).toHaveText([/Buy oat milk/, /Buy soy milk/]);
  await expect(sides(page, 'Description')).toHaveText([/Mine/, /Theirs/]);
  await expect(table(page).getByRole('rowgroup', { name: 'Estimate' })).toHaveCount(0);
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ ...theirs, estimate: 45 });
  // What was changed elsewhere and not here shows at once.
  await expect(panel(page).getByRole('button', { name: /^Priority/ })).toHaveText('Low');
  await expect(message(page, 'Estimated “Buy milk” at 45 min')).toBeVisible();

  await keep(page, 'Title', 'here').press('Enter');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Buy oat milk' });
  await expect(keep(page, 'Description', 'here')).toBeFocused();
  await expect(table(page).getByRole('button', { name: 'Keep all from here' })).toHaveCount(0);

  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy nut milk' } });
  await panel(page).getByRole('textbox', { name: 'Title' }).fill('Buy rice milk');
  await panel(page).getByRole('textbox', { name: 'Title' }).press('Enter');
  await table(page).getByRole('button', { name: 'Keep all from here' }).click();
  await expect
    .poll(() => findTask(member.api, id))
    .toMatchObject({ title: 'Buy rice milk', description: 'Mine', priority: 'low' });
  await expect(table(page)).toHaveCount(0);
});

test('a row shows both values of the title, and what a tick or a key says wins', async ({
  page,
  member,
}) => {
  await withoutEvents(page);
  const [id = 0] = await capture(member.api, 'Buy milk');
  await openTasks(page);
  await editTitle(page, 'Buy milk');
  await page.getByLabel('Title', { exact: true }).fill('Buy oat milk tomorrow');
  await member.api.patch(`/tasks/${id}`, { data: { title: 'Buy soy milk' } });
  await page.keyboard.press('Enter');
  await expect(sides(page, 'Title')).toHaveText([/Buy oat milk/, /Buy soy milk/]);
  await expect.poll(async () => (await findTask(member.api, id)).title).toBe('Buy soy milk');
  expect(await findTask(member.api, id)).toHaveProperty('due', expect.stringMatching(/^20/));
  await keep(page, 'Title', 'here').click();
  await expect(checkbox(page, 'Buy oat milk')).toBeFocused();
  await expect.poll(async () => (await findTask(member.api, id)).title).toBe('Buy oat milk');

  await member.api.patch(`/tasks/${id}`, { data: { status: 'dropped' } });
  await page.keyboard.press('c');
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ status: 'done' });
  await expect(table(page)).toHaveCount(0);
});

test('where no row can show it, a message leads to both values', async ({ page, member }) => {
  await withoutEvents(page);
  await capture(member.api, 'Dig +Garden');
  const [id = 0] = await capture(member.api, 'Buy milk +House');
  const open = openRequests(page);
  const task = (await findTask(member.api, id)) as { project_id?: number };
  await page.goto(`/app/projects/${task.project_id}?layout=board`);
  await expect(page.getByText('Buy milk')).toBeVisible();
  await expect.poll(() => [...open].map((request) => request.url())).toEqual([]);
  await page.getByRole('button', { name: 'Buy milk', exact: true }).focus();
  await member.api.patch(`/tasks/${id}`, { data: { priority: 'low' } });
  await page.keyboard.press('!');
  await page.getByRole('option', { name: 'High' }).click();
  await expect(message(page, 'Not saved: “Buy milk” was changed elsewhere, too.')).toBeVisible();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(sides(page, 'Priority')).toHaveText([/High/, /Low/]);
  await keep(page, 'Priority', 'here').click();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ priority: 'high' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, colorScheme });

    test('both values stand below each other, and nothing is cut off', async ({ page, member }) => {
      const [id = 0] = await capture(member.api, 'Buy milk');
      await openDeaf(page, id);
      const elsewhere = { title: 'Buy soy milk', description: 'Theirs. '.repeat(200) };
      await member.api.patch(`/tasks/${id}`, { data: elsewhere });
      await panel(page).getByRole('textbox', { name: 'Description' }).fill('Mine');
      await panel(page).getByRole('textbox', { name: 'Title' }).fill('Buy oat milk');
      const [here, there] = await sides(page, 'Title').all();
      const [above, below] = [await here?.boundingBox(), await there?.boundingBox()];
      expect(below?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
      await expectNoSideways(page);
      await expectAccessible(page, `both values, ${colorScheme}`);
      await keep(page, 'Title', 'elsewhere').tap();
      await keep(page, 'Description', 'here').tap();
      await expect(table(page)).toHaveCount(0);
      await expect
        .poll(() => findTask(member.api, id))
        .toMatchObject({ title: 'Buy soy milk', description: 'Mine' });
    });
  });
}
