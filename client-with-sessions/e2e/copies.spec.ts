import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dayFromNow, message } from './steps.ts';
import { capture, countOf, makeProject } from './things.ts';

const main = (page: Page) => page.getByRole('main');
const item = (page: Page, name: string | RegExp): Locator => page.getByRole('menuitem', { name });
const row = (page: Page, title: string) =>
  main(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('checkbox', { name: title, exact: true }) });

async function titles(page: Page): Promise<(string | null)[]> {
  const boxes = main(page).getByRole('checkbox');
  return boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')));
}

test('a task is duplicated by its menu with its subtasks, and one undo takes them back', async ({
  page,
  member,
}) => {
  await makeProject(member.api, 'House');
  await capture(member.api, 'Paint +House\n  Buy paint\n  Tape', 'Clean +House');
  await page.goto('/app/projects/1');
  await row(page, 'Paint').first().click({ button: 'right' });
  await item(page, /^Duplicate/).click();
  await expect(message(page, 'Duplicated “Paint”')).toBeVisible();
  await expect.poll(() => titles(page)).toHaveLength(7);
  expect((await titles(page)).filter((title) => title === 'Buy paint')).toHaveLength(2);
  expect((await titles(page)).slice(0, 2)).toEqual(['Paint', 'Paint']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titles(page)).toHaveLength(4);
});

test('several tasks are duplicated by key', async ({ page, member }) => {
  await capture(member.api, 'A', 'B', 'C');
  await page.goto('/app/inbox');
  await page.getByRole('checkbox', { name: 'C' }).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Shift+D');
  await expect(message(page, 'Duplicated 2 tasks')).toBeVisible();
  await expect.poll(() => titles(page)).toEqual(['C', 'C', 'B', 'B', 'A']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toEqual(['C', 'B', 'A']);
});

test('a task is made again for another day, its dates moved and its subtasks open', async ({
  page,
  member,
}) => {
  const [trip] = await capture(member.api, 'Trip tomorrow 9am');
  const part = { title: 'Pack', parent_id: trip, due: dayFromNow(0), status: 'done' };
  await member.api.post('/tasks', { data: part });
  await page.goto('/app/upcoming');
  await page.getByRole('checkbox', { name: 'Trip' }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('make again');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Make the task again for' })).toBeVisible();
  await expectAccessible(page, 'the day for which a task is made again');
  await page.keyboard.type(dayFromNow(8));
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(message(page, 'Made “Trip” again for')).toBeVisible();
  await expect.poll(() => countOf(member.api, `Trip due:${dayFromNow(8)}`)).toBe(1);
  expect(await countOf(member.api, `Pack due:${dayFromNow(7)} is:open`)).toBe(1);
  await expect(row(page, 'Trip')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Trip')).toHaveCount(1);
});

test('a project is duplicated, and its copy opens', async ({ page, problems, member }) => {
  // The page of a project asks for its tasks until it knows that the project is gone.
  for (const part of ['sections', 'tasks']) problems.allowStatus(`/projects/2/${part}`, 404);
  await makeProject(member.api, 'House');
  await capture(member.api, 'Paint +House', 'Clean +House');
  await page.goto('/app/projects');
  await main(page).getByRole('button', { name: 'More for House' }).click();
  await item(page, 'Duplicate').click();
  await expect(page.getByRole('heading', { name: 'House (copy)' })).toBeVisible();
  await expect.poll(() => titles(page)).toEqual(['Paint', 'Clean']);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('There is no such project.')).toBeVisible();
});

test('a project is saved as a template, out of the way, and used with its dates moved', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/projects/2/duplicate', 409);
  for (const part of ['sections', 'tasks']) problems.allowStatus(`/projects/3/${part}`, 404);
  await makeProject(member.api, 'Move');
  await capture(member.api, `Pack ${dayFromNow(3)} +Move`, `Clean ${dayFromNow(5)} +Move`);
  await page.goto('/app/projects/1');
  await expect(page.getByRole('heading', { name: 'Move' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('save as template');
  await page.keyboard.press('Enter');
  await expect(message(page, 'Saved “Move” as a template')).toBeVisible();
  expect(await countOf(member.api, 'is:open pack')).toBe(1);

  await page.goto('/app/projects');
  const templates = page.getByRole('list', { name: 'Templates' });
  await expect(templates.getByRole('listitem')).toContainText(['Move (template)']);
  const nav = page.getByRole('navigation', { name: 'Pages', exact: true });
  await expect(nav.getByText('Move (template)')).toHaveCount(0);
  await expectAccessible(page, 'projects with templates');
  await page.getByRole('button', { name: 'Use Move (template)' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project from “Move (template)”' });
  await expect(dialog.getByLabel('Name of the new project')).toHaveValue('Move');
  await expectAccessible(page, 'what a template is used with');
  // The name of another project is refused beside the field.
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name of the new project')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await dialog.getByLabel('Name of the new project').fill('Move in June');
  await dialog.getByRole('button', { name: /^Starts on/ }).click();
  await dialog.getByLabel('Starts on, in words').fill(dayFromNow(40));
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Make the project' }).click();
  await expect(page.getByRole('heading', { name: 'Move in June' })).toBeVisible();
  await expect(message(page, 'Made “Move in June” from a template')).toBeVisible();
  await expect
    .poll(() => countOf(member.api, `project:"Move in June" due:${dayFromNow(40)}`))
    .toBe(1);
  expect(await countOf(member.api, `project:"Move in June" due:${dayFromNow(42)}`)).toBe(1);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('There is no such project.')).toBeVisible();
});

test('a template is filled on its page', async ({ page, member }) => {
  await makeProject(member.api, 'Routine');
  await member.api.patch('/projects/1', { data: { template: true } });
  await page.goto('/app/projects/1');
  await expect(page.getByText(/^This is a template/)).toBeVisible();
  await page.getByLabel('Add a task').fill('Water the plants');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Water the plants' })).toBeEnabled();
  await page.getByRole('button', { name: 'Use template' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Use template' })).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

  test('a task is duplicated and a template is used', async ({ page, member }) => {
    await makeProject(member.api, 'Move');
    await member.api.patch('/projects/1', { data: { template: true } });
    await capture(member.api, 'Pack +Move', 'Call');
    await page.goto('/app/inbox');
    await page.getByRole('button', { name: 'More for Call' }).tap();
    await item(page, /^Duplicate/).tap();
    await expect(row(page, 'Call')).toHaveCount(2);
    await page.goto('/app/projects');
    await expectNoSideways(page);
    await page.getByRole('button', { name: 'Use Move' }).tap();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expectNoSideways(page);
    await dialog.getByLabel('Name of the new project').fill('Move in May');
    await dialog.getByRole('button', { name: /^Ends on/ }).tap();
    await dialog.getByRole('button', { name: /^Tomorrow/ }).tap();
    await dialog.getByRole('button', { name: 'Make the project' }).tap();
    await expect(page.getByRole('heading', { name: 'Move in May' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Pack' })).toBeVisible();
  });
});
