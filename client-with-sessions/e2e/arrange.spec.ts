import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, type Member, test } from './fixtures.ts';
import { readyToDrag } from './pointer.ts';
import { addLine, checkbox, dayFromNow, findTask } from './steps.ts';
import { capture, makeView } from './things.ts';

const menu = (page: Page) => page.getByRole('dialog', { name: 'Display' });
const line = (page: Page) => page.getByRole('list', { name: 'How this list is arranged' });
const headings = (page: Page) => page.getByRole('main').locator('section h2');

/** The titles that the page shows, from the top. */
async function expectTitles(page: Page, ...titles: string[]): Promise<void> {
  const boxes = page.getByRole('main').getByRole('checkbox');
  await expect
    .poll(() => boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label'))))
    .toEqual(titles);
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Display', exact: true }).click();
  await expect(menu(page)).toBeVisible();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await menu(page).getByLabel(label, { exact: true }).selectOption(option);
}

async function close(page: Page): Promise<void> {
  await menu(page).getByRole('button', { name: 'Done', exact: true }).click();
  await expect(menu(page)).toHaveCount(0);
}

/** How many groups of changes the log has. */
async function countChanges(member: Member): Promise<number> {
  const { groups } = await (await member.api.get('/changes?per_page=100')).json();
  return groups.length;
}

test('a list is sorted, grouped and filtered in its menu, and remembers it', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Banana !high', 'Apple #home', 'Cherry !low #home', 'Date');
  await page.goto('/app/inbox');
  await expectTitles(page, 'Date', 'Cherry', 'Apple', 'Banana');
  const before = await countChanges(member);

  await open(page);
  await choose(page, 'Sort by', 'Title');
  await expectTitles(page, 'Apple', 'Banana', 'Cherry', 'Date');
  await menu(page)
    .getByRole('button', { name: /^Reverse: now by title, A to Z/ })
    .click();
  await expectTitles(page, 'Date', 'Cherry', 'Banana', 'Apple');
  await choose(page, 'Group by', 'Priority');
  await expect(headings(page)).toHaveText(['High priority', 'Low priority', 'No priority']);
  await expectTitles(page, 'Banana', 'Cherry', 'Date', 'Apple');
  await choose(page, 'Tag', '#home');
  await expectTitles(page, 'Cherry', 'Apple');
  await close(page);
  await expect(page.getByRole('button', { name: 'Display', exact: true })).toBeFocused();
  // One change for all that was chosen.
  await expect.poll(() => countChanges(member)).toBe(before + 1);

  await page.reload();
  await expect(headings(page)).toHaveText(['Low priority', 'No priority']);
  await expectTitles(page, 'Cherry', 'Apple');
  await expect(line(page).getByRole('listitem')).toHaveText([
    '#home',
    'Sorted by title, Z to A',
    'Grouped by priority',
  ]);
  await page.getByRole('button', { name: 'Remove “#home”' }).click();
  await expectTitles(page, 'Banana', 'Cherry', 'Date', 'Apple');
  await page.getByRole('button', { name: /^Remove “Grouped/ }).click();
  await page.getByRole('button', { name: /^Remove “Sorted/ }).click();
  await expectTitles(page, 'Date', 'Cherry', 'Apple', 'Banana');
  await expect(line(page)).toHaveCount(0);
});

test('without an arrangement nothing is asked by query', async ({ page, member }) => {
  await capture(member.api, 'A today', 'B');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/tasks\?q=/.test(request.url())) asked.push(request.url());
  });
  for (const path of ['/app/today', '/app/inbox', '/app/tasks']) {
    await page.goto(path);
    await expect(checkbox(page, path === '/app/inbox' ? 'B' : 'A')).toBeVisible();
  }
  expect(asked).toEqual([]);
});

test('by key and by command', async ({ page, member }) => {
  await capture(member.api, 'Banana today !low', 'Apple today !high');
  await page.goto('/app/today');
  await expectTitles(page, 'Banana', 'Apple');
  await page.keyboard.press('v');
  await expect(menu(page).getByLabel('Group by')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
  await expect(line(page)).toHaveCount(0);

  const run = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    await expect(page.getByRole('option', { name: new RegExp(`^${words}`) })).toBeVisible();
    await page.keyboard.press('Enter');
  };
  await run('Sort by title');
  await expectTitles(page, 'Apple', 'Banana');
  await run('Group by priority');
  await expect(headings(page)).toHaveText(['High priority', 'Low priority']);
  await run('Filter');
  await expect(menu(page).getByLabel('Priority')).toBeFocused();
  await choose(page, 'Priority', 'Low priority');
  await page.keyboard.press('Escape');
  await expectTitles(page, 'Banana');
  await run('Reset the display of this list');
  await expect(line(page)).toHaveCount(0);
  await expectTitles(page, 'Banana', 'Apple');
});

test('the arrangement follows to another device, and stays out of the undo', async ({
  page,
  context,
  member,
}) => {
  await capture(member.api, 'Banana', 'Apple');
  const other = await context.newPage();
  await other.goto('/app/inbox');
  await expectTitles(other, 'Apple', 'Banana');
  await page.goto('/app/inbox');
  await addLine(page).fill('Cherry');
  await page.keyboard.press('Enter');
  await expectTitles(page, 'Cherry', 'Apple', 'Banana');
  await open(page);
  await choose(page, 'Sort by', 'Title');
  await close(page);
  await expectTitles(other, 'Apple', 'Banana', 'Cherry');
  await page.keyboard.press('Control+z');
  await expectTitles(page, 'Apple', 'Banana');
  await expect(line(page)).toContainText('Sorted by title');
  await page.goto('/app/activity');
  await expect(page.getByText('Changed how a list is arranged')).toBeVisible();
});

test('what is done in an arranged list shows at once', async ({ page, member }) => {
  await capture(member.api, 'Banana !high', 'Apple !high', 'Cherry');
  await member.api.patch('/settings', {
    data: { arrangements: { inbox: 'priority:high sort:title' } },
  });
  await page.goto('/app/inbox');
  await expectTitles(page, 'Apple', 'Banana');
  await addLine(page).fill('Blueberry !high');
  await page.keyboard.press('Enter');
  await expectTitles(page, 'Apple', 'Banana', 'Blueberry');
  await checkbox(page, 'Apple').check();
  await expectTitles(page, 'Banana', 'Blueberry');
  // What no longer passes the filter leaves.
  await checkbox(page, 'Banana').focus();
  await page.keyboard.press('!');
  await page.keyboard.type('low');
  await page.keyboard.press('Enter');
  await expectTitles(page, 'Blueberry');
});

test('the manual order stays under a filter; otherwise the keys say why they can’t', async ({
  page,
  member,
}) => {
  await capture(member.api, 'A #home', 'B', 'C #home', 'D #home');
  await member.api.patch('/settings', { data: { arrangements: { inbox: 'tag:home' } } });
  await page.goto('/app/inbox');
  await expectTitles(page, 'D', 'C', 'A');
  await checkbox(page, 'D').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expectTitles(page, 'C', 'D', 'A');
  await page.keyboard.press('Control+z');
  await expectTitles(page, 'D', 'C', 'A');

  await member.api.patch('/settings', { data: { arrangements: { inbox: 'sort:title' } } });
  await expectTitles(page, 'A', 'B', 'C', 'D');
  await checkbox(page, 'A').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText(/^This list is sorted\./)).toBeVisible();
  await member.api.patch('/settings', { data: { arrangements: { inbox: 'group:tag' } } });
  await expect(headings(page)).toHaveText(['#home', 'No tags']);
  await checkbox(page, 'A').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByText(/^This list is in groups\./)).toBeVisible();
});

test('a task that is dropped on a group becomes like those in it', async ({ page, member }) => {
  await capture(member.api, 'Paint today !high +House', 'Call today');
  await member.api.patch('/settings', { data: { arrangements: { today: 'group:project' } } });
  await page.goto('/app/today');
  const house = page.getByRole('region', { name: 'House' });
  await expect(house.getByRole('checkbox')).toHaveCount(1);
  const row = page.getByRole('listitem').filter({ has: checkbox(page, 'Call') });
  await readyToDrag(page, row);
  await row.dragTo(house.getByRole('heading'));
  await expect(house.getByRole('checkbox')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(house.getByRole('checkbox')).toHaveCount(1);
});

test('a list is saved as a view', async ({ page, member }) => {
  await capture(member.api, 'Banana today !high', 'Apple today !high', 'Cherry today');
  await page.goto('/app/today');
  await open(page);
  await choose(page, 'Priority', 'High priority');
  await choose(page, 'Sort by', 'Title');
  await close(page);
  await expectTitles(page, 'Apple', 'Banana');
  await page.getByRole('main').getByRole('button', { name: 'Save as a view' }).click();
  await page.getByLabel('Name of the view').fill('Fruit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Fruit' })).toBeVisible();
  await expectTitles(page, 'Apple', 'Banana');
  const { views } = await (await member.api.get('/views')).json();
  expect(views[0].query).toBe('is:open day:<=today -start:>today priority:high sort:title');
});

test('a saved view and the search keep it in their query', async ({ page, member }) => {
  await capture(member.api, 'Banana !high', 'Apple !high', 'Cherry');
  const id = await makeView(member.api, 'Open', 'is:open sort:created');
  await page.goto(`/app/views/${id}`);
  await expectTitles(page, 'Banana', 'Apple', 'Cherry');
  await open(page);
  await choose(page, 'Priority', 'High priority');
  await choose(page, 'Sort by', 'Title');
  await close(page);
  await expectTitles(page, 'Apple', 'Banana');
  await expect(page.getByText('priority:high is:open sort:title')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectTitles(page, 'Banana', 'Apple', 'Cherry');

  await page.goto('/app/search?q=is:open');
  await expect(checkbox(page, 'Apple')).toBeVisible();
  await open(page);
  await choose(page, 'Sort by', 'Title');
  await close(page);
  await expectTitles(page, 'Apple', 'Banana', 'Cherry');
  await expect(page.getByRole('searchbox')).toHaveValue('is:open sort:title');
});

test('Upcoming and Done are grouped by day, unless another choice is made', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Banana tomorrow #x', 'Apple tomorrow', 'Late #x in 90 days');
  await page.goto('/app/upcoming');
  await expect(checkbox(page, 'Banana')).toBeVisible();
  await open(page);
  await choose(page, 'Tag', '#x');
  await close(page);
  await expectTitles(page, 'Banana', 'Late');
  await expect(headings(page).first()).toContainText('Tomorrow');
  await page.getByRole('button', { name: 'Remove “#x”' }).click();
  await expect(checkbox(page, 'Apple')).toBeVisible();

  await member.api.patch('/tasks', { data: { ids: [1, 2], status: 'done' } });
  await page.goto('/app/done');
  await expect(headings(page)).toHaveText([/^Today/]);
  await open(page);
  await choose(page, 'Group by', 'No groups');
  await choose(page, 'Sort by', 'Title');
  await close(page);
  await expect(headings(page)).toHaveCount(0);
  await expectTitles(page, 'Apple', 'Banana');
});

test('what is done in projects is arranged in all of them alike', async ({ page, member }) => {
  const ids = await capture(
    member.api,
    'Wax +House',
    'Brush +House !high',
    'Weed +Garden',
    'Dig +Garden !high',
  );
  // Not in the same millisecond as what comes next.
  const earlier = new Date(Date.now() - 60_000).toISOString();
  await member.api.patch('/tasks', { data: { ids: ids.slice(1), completed_at: earlier } });
  await member.api.patch(`/tasks/${ids[0]}`, { data: { status: 'dropped' } });
  await page.goto('/app/projects/1?layout=done');
  await expectTitles(page, 'Wax', 'Brush');
  await open(page);
  await choose(page, 'Group by', 'Priority');
  await close(page);
  await expect(headings(page)).toHaveText(['High priority', 'No priority']);
  await expectTitles(page, 'Brush', 'Wax');
  await page.goto('/app/projects/2?layout=done');
  await expect(headings(page)).toHaveText(['High priority', 'No priority']);
  await expectTitles(page, 'Dig', 'Weed');
  await page.goto('/app/projects/1');
  await expect(line(page)).toHaveCount(0);
});

test('Today keeps counting the whole day', async ({ page, member }) => {
  await capture(member.api, 'Paint today ~2h #x', 'Call today ~1h');
  await page.goto('/app/today');
  await expect(page.getByText('3 h', { exact: false }).first()).toBeVisible();
  await open(page);
  await choose(page, 'Tag', '#x');
  await close(page);
  await expectTitles(page, 'Paint');
  await expect(page.getByText(/^3 h/).first()).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the menu is a sheet at the bottom', async ({ page, member }) => {
    await capture(member.api, 'Banana !high #home', 'Apple !low');
    await page.goto('/app/inbox');
    await expect(checkbox(page, 'Apple')).toBeVisible();
    await page.getByRole('button', { name: 'Display', exact: true }).tap();
    const box = await menu(page).boundingBox();
    // All but the gutter of the scroll bar, which a phone does not have.
    expect(box?.x).toBe(0);
    expect(box?.width).toBeGreaterThan(370);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844);
    for (const control of await menu(page).locator('select, button, input').all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await choose(page, 'Group by', 'Priority');
    await expectAccessible(page, 'the sheet');
    await page.touchscreen.tap(195, 40);
    await expect(menu(page)).toHaveCount(0);
    await expect(headings(page)).toHaveText(['High priority', 'Low priority']);
    await expectNoSideways(page);
  });
});

for (const theme of ['light', 'dark'] as const) {
  test(`is accessible, ${theme}`, async ({ page, member }) => {
    await page.emulateMedia({ colorScheme: theme });
    await capture(member.api, 'Banana today !high #home', 'Apple today +House');
    const arrangements = { today: 'no:start group:project sort:-due' };
    await member.api.patch('/settings', { data: { arrangements } });
    await page.goto('/app/today');
    await expect(headings(page)).toHaveText(['House', 'No project']);
    await expectAccessible(page, 'an arranged list');
    await open(page);
    await expectAccessible(page, 'the menu');
    await choose(page, 'Due', 'Due by today');
    await close(page);
    await page.goto('/app/projects/1?layout=board');
    await open(page);
    await choose(page, 'Columns', 'Planned day');
    await close(page);
    await expect(page.getByRole('region', { name: 'Tomorrow', exact: true })).toBeVisible();
    await expectAccessible(page, 'a board by day');
  });
}

test.describe('the board', () => {
  const column = (page: Page, name: string) =>
    page.getByRole('region', { name, exact: true }).locator('[data-task]');
  const card = (page: Page, title: string) => page.locator('[data-task]', { hasText: title });

  test.beforeEach(async ({ page, member }) => {
    await capture(member.api, 'Paint +House !high', 'Fix +House', 'Call +House !low', 'Dig +House');
    await page.goto('/app/projects/1?layout=board');
    await expect(column(page, 'Not planned')).toHaveCount(4);
  });

  async function columnsBy(page: Page, what: string): Promise<void> {
    await open(page);
    await choose(page, 'Columns', what);
    await close(page);
  }

  test('has columns by priority, and a card that is moved gets it', async ({ page, member }) => {
    await columnsBy(page, 'Priority');
    await expect(headings(page)).toHaveText([/^High/, /^Medium/, /^Low/, /^No priority/]);
    await expect(column(page, 'High')).toHaveText([/Paint/]);
    await card(page, 'Paint').locator('[data-title]').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Medium')).toHaveText([/Paint/]);
    await expect(card(page, 'Paint').locator('[data-title]')).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(column(page, 'High')).toHaveText([/Paint/]);
    await page.reload();
    await expect(column(page, 'High')).toHaveText([/Paint/]);
    const { projects } = await (await member.api.get('/projects')).json();
    expect(projects[0].arrangement).toBe('group:priority');
    // The list has the same groups.
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await expect(headings(page)).toHaveText(['High priority', 'Low priority', 'No priority']);
  });

  test('has columns by planned day', async ({ page, member }) => {
    await columnsBy(page, 'Planned day');
    await expect(column(page, 'No day')).toHaveCount(4);
    await page.getByRole('button', { name: 'Move Fix' }).click();
    await page.getByRole('menuitem', { name: 'Move to Tomorrow' }).click();
    await expect(column(page, 'Tomorrow')).toHaveText([/Fix/]);
    await expect.poll(() => findTask(member.api, 2)).toMatchObject({ planned: dayFromNow(1) });
    await card(page, 'Fix').locator('[data-title]').focus();
    await page.keyboard.press('c');
    await expect(column(page, 'Tomorrow')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(column(page, 'Tomorrow')).toHaveText([/Fix/]);
  });

  test('has columns by section, and the list its groups', async ({ page, member }) => {
    await member.api.post('/projects/1/sections', { data: { name: 'Roof' } });
    await member.api.patch('/tasks/2', { data: { section_id: 1 } });
    await page.reload();
    await columnsBy(page, 'Section');
    await expect(column(page, 'Roof')).toHaveText([/Fix/]);
    await card(page, 'Dig').locator('[data-title]').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Roof')).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(column(page, 'Roof')).toHaveText([/Fix/]);
    // A filter leaves the list in its sections.
    await member.api.patch('/projects/1', { data: { arrangement: 'no:tag' } });
    await page.goto('/app/projects/1');
    await expect(page.getByText('No tags')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Roof' }).getByRole('checkbox')).toHaveCount(1);
  });

  test('takes cards between others, where a line shows it', async ({ page, member }) => {
    await columnsBy(page, 'Priority');
    const none = column(page, 'No priority');
    await expect(none).toHaveText([/Fix/, /Dig/]);
    const row = card(page, 'Paint');
    await readyToDrag(page, row);
    const target = card(page, 'Dig');
    const box = await target.boundingBox();
    const from = await row.boundingBox();
    if (!box || !from) throw new Error('The cards are not shown.');
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 14);
    await page.mouse.move(box.x + 30, box.y + 4, { steps: 4 });
    await expect(target).toHaveAttribute('data-drop', 'above');
    await page.mouse.up();
    await expect(none).toHaveText([/Fix/, /Paint/, /Dig/]);
    // One action: its priority and its place.
    await page.keyboard.press('Control+z');
    await expect(none).toHaveText([/Fix/, /Dig/]);
    await expect(column(page, 'High')).toHaveText([/Paint/]);

    // Within a column, and below the last card.
    await card(page, 'Fix').dragTo(page.getByRole('region', { name: 'No priority', exact: true }), {
      targetPosition: { x: 40, y: 155 },
    });
    await expect(none).toHaveText([/Dig/, /Fix/]);
    await expect
      .poll(async () => {
        const { tasks } = await (await member.api.get('/projects/1/tasks')).json();
        return tasks.map(({ title }: { title: string }) => title).join(' ');
      })
      .toBe('Paint Call Dig Fix');
  });

  test('sorted and filtered, it says why cards can’t be put in order', async ({ page }) => {
    await open(page);
    await choose(page, 'Sort by', 'Title');
    await choose(page, 'Priority', 'No priority');
    await close(page);
    await expect(column(page, 'Not planned')).toHaveText([/Dig/, /Fix/]);
    await card(page, 'Dig').locator('[data-title]').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByText(/^The cards are sorted\./)).toBeVisible();
  });
});
