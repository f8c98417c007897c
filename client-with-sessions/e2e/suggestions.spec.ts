import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { addLine, checkbox, openTasks } from './steps.ts';
import { capture, makeProject } from './things.ts';

const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const options = (page: Page) => list(page).getByRole('option');
const searchField = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

const LINES = [
  'Fix the tap #home',
  'Paint the hall #home +"My house"',
  'Water the roses #home/garden +Garden',
  'Sort the stamps #hobby',
];

test('a tag is chosen with the arrows, or stays as it is typed', async ({ page, member }) => {
  await capture(member.api, ...LINES);
  await openTasks(page);
  await addLine(page).focus();
  await page.keyboard.type('Buy soap #ho');
  await expect(options(page)).toHaveText([/^#home\s*2$/, /^#hobby\s*1$/, /^#home\/garden\s*1$/]);
  await expect(page.getByText('3 suggestions')).toBeAttached();
  await expect(addLine(page)).toHaveAttribute('aria-autocomplete', 'list');
  await page.keyboard.press('ArrowDown');
  await expect(list(page).getByRole('option', { selected: true })).toHaveText(/^#home\s*2$/);
  await page.keyboard.press('Enter');
  await expect(addLine(page)).toHaveValue('Buy soap #home ');
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.type('today');
  await expect(addLine(page)).toHaveValue('Buy soap #home today');
  await page.keyboard.press('Enter');
  await expect(addLine(page)).toHaveValue('');
  await expect(checkbox(page, 'Buy soap')).toBeEnabled();

  await page.keyboard.type('Ring Ana #ho');
  await expect(options(page)).toHaveCount(3);
  await page.keyboard.press('Enter');
  await expect(addLine(page)).toHaveValue('');
  await expect(checkbox(page, 'Ring Ana')).toBeEnabled();
  const { tasks } = await (await member.api.get('/tasks?q=Ana')).json();
  expect(tasks[0].tags).toEqual(['ho']);
});

test('Tab takes the first, and what was typed comes back with undo', async ({ page, member }) => {
  await capture(member.api, ...LINES);
  await openTasks(page);
  await addLine(page).focus();
  await page.keyboard.type('Sweep +hous');
  await expect(options(page)).toHaveText(['My house']);
  await page.keyboard.press('Tab');
  await expect(addLine(page)).toHaveValue('Sweep +"My house" ');
  await expect(addLine(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(addLine(page)).toHaveValue('Sweep +hous');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Sweep +"My h');
  await expect(options(page)).toHaveText(['My house']);
  await page.keyboard.press('Tab');
  await page.keyboard.type('#');
  await expect(options(page)).toHaveCount(3);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(addLine(page)).toHaveValue('Sweep +"My house" #home/garden ');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Sweep')).toBeEnabled();
  const { tasks } = await (await member.api.get('/tasks?q=Sweep project:"My house"')).json();
  expect(tasks[0].tags).toEqual(['home/garden']);
});

test('Escape closes the list, and nothing else', async ({ page, member }) => {
  await capture(member.api, ...LINES);
  await openTasks(page);
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('region', { name: 'Selected tasks' });
  await expect(bar).toContainText('4 selected');
  await addLine(page).focus();
  await page.keyboard.type('Buy soap #ho');
  await expect(options(page)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(addLine(page)).toBeFocused();
  await expect(addLine(page)).toHaveValue('Buy soap #ho');
  await expect(bar).toContainText('4 selected');
  await page.keyboard.press('Tab');
  await expect(addLine(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(addLine(page)).toBeFocused();
  await page.keyboard.press('End');
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.type('m');
  await expect(options(page)).toHaveCount(2);
  await page.keyboard.press('ArrowLeft');
  await expect(list(page)).toHaveCount(0);
});

test('the pointer chooses, and typing goes on', async ({ page, member }) => {
  await capture(member.api, ...LINES);
  await openTasks(page);
  await addLine(page).fill('Dig #gar');
  await options(page).filter({ hasText: '#home/garden' }).click();
  await expect(addLine(page)).toBeFocused();
  await page.keyboard.type('+ga');
  await options(page).filter({ hasText: 'Garden' }).click();
  await expect(addLine(page)).toHaveValue('Dig #home/garden +Garden ');
});

test('the search suggests names and words, and finds what was taken', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/tasks', 422);
  await capture(member.api, ...LINES);
  const attic = await makeProject(member.api, 'Attic of the house');
  await member.api.patch(`/projects/${attic}`, { data: { archived: true } });
  await page.goto('/app/search');
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type('is:o');
  await expect(options(page)).toHaveText(['open', 'overdue']);
  await page.keyboard.press('Tab');
  await page.keyboard.type('project:hou');
  await expect(options(page)).toHaveText(['My house', /^Attic of the house\s*archived$/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(searchField(page)).toHaveValue('is:open project:"My house" ');
  await expect(checkbox(page, 'Paint the hall')).toBeVisible();
  await expect(checkbox(page, 'Fix the tap')).toHaveCount(0);

  await page.keyboard.type('-tag:gar');
  await expect(options(page)).toHaveText([/^#home\/garden\s*1$/]);
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(searchField(page)).toHaveValue('is:open project:"My house" -tag:gar');
  await expect(searchField(page)).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 640 }, hasTouch: width === 360 });

      test('the list is readable, and stays on the screen', async ({ page, problems, member }) => {
        problems.allowStatus('/tasks', 422);
        const tags = Array.from({ length: 9 }, (_, index) => `#h${index}`).join(' ');
        await capture(member.api, ...LINES, `Read the long ones ${tags} #h${'o'.repeat(49)}`);
        await openTasks(page);
        await addLine(page).fill('Read something tomorrow 9am !high #h');
        await expect(options(page)).toHaveCount(8);
        await page.keyboard.press('ArrowDown');
        await expectAccessible(page, 'suggestions of the line');
        await expectNoSideways(page);
        await expect(list(page)).toBeInViewport({ ratio: 1 });
        await expect(options(page).last()).toBeInViewport({ ratio: 1 });

        await page.goto('/app/search');
        await searchField(page).fill('is:open project:');
        await expect(options(page)).toHaveCount(2);
        await page.keyboard.press('ArrowUp');
        await expectAccessible(page, 'suggestions of the search');
        await expectNoSideways(page);
        await expect(list(page)).toBeInViewport({ ratio: 1 });
        if (width === 360) await options(page).first().tap();
        else await options(page).first().click();
        await expect(searchField(page)).toBeFocused();
        await expect(searchField(page)).toHaveValue('is:open project:"My house" ');
      });
    });
  }
}

test('a subtask and the tags of a task have the same suggestions', async ({ page, member }) => {
  await capture(member.api, ...LINES);
  const [id = 0] = await capture(member.api, 'Move house');
  await page.goto(`/app/tasks?task=${id}`);
  const panel = page.getByRole('complementary', { name: 'Details' });
  const line = panel.getByLabel('Add a subtask');
  await line.focus();
  await page.keyboard.type('Pack the silver spoons #ho');
  await expect(options(page)).toHaveCount(3);
  await page.keyboard.press('Tab');
  await expect(line).toHaveValue('Pack the silver spoons #home ');
  await page.keyboard.type('tomorrow');
  await panel.getByRole('button', { name: /: keep “tomorrow” in the title/ }).click();
  await page.keyboard.press('Enter');
  const parts = panel.getByRole('list', { name: 'Subtasks' });
  await expect(
    parts.getByRole('checkbox', { name: 'Pack the silver spoons tomorrow' }),
  ).toBeEnabled();

  await panel.getByLabel('Tags').focus();
  await page.keyboard.type('#ga');
  await expect(options(page)).toHaveText(['home/garden']);
  await expectNoSideways(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('list', { name: 'Tags' })).toHaveText('#home/garden');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});
