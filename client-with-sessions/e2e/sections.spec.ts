import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dragTo, pointIn, readyToDrag } from './pointer.ts';
import { checkbox, chooseValue, message, openDetails } from './steps.ts';
import { capture, countOf } from './things.ts';

const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: checkbox(page, title) });

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A house with two tasks, a garden and a cellar; `Dig` is in the garden. */
async function makeHouse(api: APIRequestContext): Promise<void> {
  await capture(api, 'Paint +House', 'Sweep +House', 'Dig +House');
  for (const name of ['Garden', 'Cellar']) {
    expect((await api.post('/projects/1/sections', { data: { name } })).status()).toBe(201);
  }
  await api.patch('/tasks/3', { data: { section_id: 1 } });
}

/** The headings and the tasks of the page, from the top, and what the server lists. */
async function expectList(page: Page, shown: string[]): Promise<void> {
  await expect
    .poll(() =>
      page
        .getByRole('main')
        .locator('h2, input[type=checkbox]')
        .evaluateAll((all) =>
          all.map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim()),
        ),
    )
    .toEqual(shown);
  const { sections } = await (await page.request.get('/projects/1/sections')).json();
  const names: string[] = sections.map(({ name }: { name: string }) => name);
  await expect
    .poll(async () => {
      const { tasks } = await (await page.request.get('/projects/1/tasks?per_page=50')).json();
      return tasks.map(({ title }: { title: string }) => title);
    })
    .toEqual(shown.filter((one) => !names.includes(one)));
}

test('a section is added, filled, renamed, folded and deleted', async ({ page, member }) => {
  await capture(member.api, 'Paint +House');
  await page.goto('/app/projects/1');
  await checkbox(page, 'Paint').focus();
  await page.keyboard.press('s');
  await expect(page.getByLabel('Name of the new section')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a section' }).click();
  await page.keyboard.type('Garden');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Garden')).toBeVisible();
  await expect(message(page, 'Added the section “Garden”')).toBeVisible();

  await part(page, 'Garden').getByRole('button', { name: 'Add a task to Garden' }).click();
  await expect(page.getByLabel('Add a task to Garden')).toBeFocused();
  await page.keyboard.type('Dig ~15m');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Garden').getByRole('checkbox', { name: 'Dig' })).toBeEnabled();
  await expect.poll(() => countOf(member.api, 'section:garden')).toBe(1);
  await page.keyboard.press('Escape');
  await expect(
    part(page, 'Garden').getByRole('button', { name: 'Add a task to Garden' }),
  ).toBeFocused();

  await part(page, 'Garden').getByRole('button', { name: 'Garden', exact: true }).click();
  await page.keyboard.type('Yard');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Yard').getByRole('button', { name: 'Yard', exact: true })).toBeFocused();
  await expect(message(page, 'Renamed the section “Garden” to “Yard”')).toBeVisible();

  await page.getByRole('button', { name: 'Fold Yard' }).click();
  await expect(checkbox(page, 'Dig')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Unfold Yard' })).toBeVisible();
  await expect(checkbox(page, 'Dig')).toHaveCount(0);
  await page.getByRole('button', { name: 'Unfold Yard' }).click();
  await expect(checkbox(page, 'Dig')).toBeVisible();

  await page.getByRole('button', { name: 'More for Yard' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expectList(page, ['Paint', 'Dig']);
  await expect(message(page, 'Deleted the section “Yard”')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectList(page, ['Paint', 'Yard', 'Dig']);

  await page.goto('/app/activity');
  await expect(page.getByText('Deleted the section “Yard” and “Dig”').first()).toBeVisible();
});

test('tasks move between sections by key, by menu, in the details and by mouse', async ({
  page,
  member,
}) => {
  await makeHouse(member.api);
  await page.goto('/app/projects/1');
  await readyToDrag(page, row(page, 'Dig'));
  await expectList(page, ['Paint', 'Sweep', 'Garden', 'Dig', 'Cellar']);

  await checkbox(page, 'Sweep').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expectList(page, ['Paint', 'Garden', 'Sweep', 'Dig', 'Cellar']);
  await expect(checkbox(page, 'Sweep')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expectList(page, ['Paint', 'Garden', 'Dig', 'Cellar', 'Sweep']);
  await page.keyboard.press('Control+z');
  await expectList(page, ['Paint', 'Garden', 'Dig', 'Sweep', 'Cellar']);

  await checkbox(page, 'Paint').focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Move to section…' }).click();
  await page.keyboard.type('cel');
  await page.keyboard.press('Enter');
  await expectList(page, ['Garden', 'Dig', 'Sweep', 'Cellar', 'Paint']);

  await openDetails(page, 'Paint');
  await chooseValue(page, 'Section', 'No section');
  await expectList(page, ['Paint', 'Garden', 'Dig', 'Sweep', 'Cellar']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: /^Details/ })).toHaveCount(0);

  const edge = await pointIn(row(page, 'Paint'), 0.5, 0.2);
  await dragTo(page, row(page, 'Dig'), edge);
  await page.mouse.up();
  await expectList(page, ['Dig', 'Paint', 'Garden', 'Sweep', 'Cellar']);
  const heading = page.getByRole('heading', { name: 'Cellar' });
  await dragTo(page, row(page, 'Dig'), await pointIn(heading));
  await page.mouse.up();
  await expectList(page, ['Paint', 'Garden', 'Sweep', 'Cellar', 'Dig']);
  await expect(message(page, 'Moved “Dig” to Cellar')).toBeVisible();
});

test('sections are put in order by key, by menu and by mouse', async ({ page, member }) => {
  await makeHouse(member.api);
  await page.goto('/app/projects/1');
  const name = (of: string) => page.getByRole('button', { name: of, exact: true });
  await name('Cellar').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectList(page, ['Paint', 'Sweep', 'Cellar', 'Garden', 'Dig']);
  await expect(name('Cellar')).toBeFocused();
  await page.getByRole('button', { name: 'More for Cellar' }).click();
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeDisabled();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expectList(page, ['Paint', 'Sweep', 'Garden', 'Dig', 'Cellar']);
  await page
    .getByRole('heading', { name: 'Cellar' })
    .dragTo(page.getByRole('heading', { name: 'Garden' }), { targetPosition: { x: 40, y: 2 } });
  await expectList(page, ['Paint', 'Sweep', 'Cellar', 'Garden', 'Dig']);
  await expect(message(page, 'Moved the section “Cellar”').last()).toBeVisible();
});

test('a project has a note, a start, a target day and progress', async ({ page, member }) => {
  await capture(member.api, 'Paint +House', 'Sweep +House');
  await page.goto('/app/projects/1');
  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'More for House' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Add a note');
  await expect(page.getByLabel('Note')).toBeFocused();
  await page.keyboard.type('Read **this** first.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Note' }).locator('strong')).toHaveText('this');
  await expect(page.getByRole('button', { name: 'Edit the note' })).toBeFocused();
  await page.reload();
  await page.getByRole('region', { name: 'Note' }).getByText('first').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('heading', { name: 'House' }).click();
  await expect(page.getByRole('region', { name: 'Note' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Note' })).toBeVisible();

  await choose('Set start and target day');
  await page.getByRole('button', { name: 'Target' }).click();
  await page.getByLabel('Target, in words').fill('24 dec 2030');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Target' })).toContainText('2030');
  await checkbox(page, 'Paint').check();
  await expect(page.getByText('1 of 2 done')).toBeVisible();
  await page.goto('/app/projects');
  await expect(page.getByText('1 of 2 done')).toBeAttached();
});

for (const width of [1280, 390]) {
  test(`a divided project can be read and used at ${width} px`, async ({ page, member }) => {
    test.slow();
    await page.setViewportSize({ width, height: 800 });
    await makeHouse(member.api);
    await member.api.patch('/tasks/2', { data: { status: 'done' } });
    const data = { note: '# Why\n\n- [ ] so', start: '2030-01-01', target: '2030-02-01' };
    await member.api.patch('/projects/1', { data });
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto('/app/projects/1');
      await expect(part(page, 'Garden')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Note' })).toBeVisible();
      await expectAccessible(page, `a divided project, ${scheme}`);
      await expectNoSideways(page);
    }
    await page.getByRole('button', { name: 'Add a task to Garden' }).click();
    await page.keyboard.type('Plant');
    await expectAccessible(page, 'the line of a section');
    await page.keyboard.press('Enter');
    await expect(part(page, 'Garden').getByRole('checkbox', { name: 'Plant' })).toBeEnabled();
    await expectNoSideways(page);
  });
}

test('a board has a column for each section, and the list keeps its headings', async ({
  page,
  member,
}) => {
  await makeHouse(member.api);
  await member.api.patch('/projects/1', { data: { arrangement: 'group:section' } });
  await page.goto('/app/projects/1?layout=board');
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(column('Garden').getByRole('listitem')).toHaveCount(1);
  await expect(column('No section').getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Move Paint' }).click();
  await page.getByRole('menuitem', { name: 'Move to Cellar' }).click();
  await expect(column('Cellar').getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => countOf(member.api, 'section:cellar')).toBe(1);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  await expectList(page, ['Sweep', 'Garden', 'Dig', 'Cellar', 'Paint']);
});
