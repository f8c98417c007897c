import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox, message, openTasks } from './steps.ts';
import { capture, countOf, makeProject } from './things.ts';

const menu = (page: Page, name: string) => page.getByRole('menu', { name });
const rowOf = (page: Page, title: string) =>
  page.locator('[data-task]').filter({ has: checkbox(page, title) });
const item = (page: Page, name: string | RegExp): Locator => page.getByRole('menuitem', { name });

test('the menu of a row opens by button, by right click and by key', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two');
  await openTasks(page);
  await page.getByRole('button', { name: 'More for One' }).click();
  await expect(menu(page, 'One')).toBeVisible();
  await expect(item(page, /^Complete/)).toBeFocused();
  await expectAccessible(page, 'the menu of a task');
  await page.keyboard.press('Escape');
  await expect(menu(page, 'One')).toHaveCount(0);

  await rowOf(page, 'Two').click({ button: 'right' });
  await expect(menu(page, 'Two')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Two').locator(':focus')).toHaveCount(1);

  await checkbox(page, 'Two').focus();
  for (const key of ['.', 'ContextMenu', 'Shift+F10']) {
    await page.keyboard.press(key);
    await expect(menu(page, 'Two')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu(page, 'Two')).toHaveCount(0);
    await expect(checkbox(page, 'Two')).toBeFocused();
  }
  await page.keyboard.press('.');
  await page.keyboard.press('ArrowDown');
  await expect(item(page, /^Edit title/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Two');
});

test('what the menu of a row can do', async ({ page, member }) => {
  await makeProject(member.api, 'House');
  await capture(member.api, 'A', 'B', 'C', 'Water plants every day');
  await openTasks(page);
  const choose = async (title: string, name: string | RegExp) => {
    await rowOf(page, title).click({ button: 'right' });
    await item(page, name).click();
  };
  await choose('A', 'Plan for tomorrow');
  await expect(message(page, 'Planned “A” for tomorrow')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'planned:tomorrow')).toBe(1);
  await choose('A', /^Plan for…/);
  await page.keyboard.type('2030-12-24');
  await expect(page.getByRole('option', { name: /24 Dec/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => countOf(member.api, 'planned:2030-12-24')).toBe(1);
  await choose('A', /^Move to project…/);
  await page.keyboard.type('hou');
  await page.keyboard.press('Enter');
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(1);

  await choose('B', 'Make a subtask of…');
  await page.keyboard.type('A');
  await expect(page.getByRole('option', { name: 'A', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(message(page, 'Made “B” part of “A”')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'parent:1')).toBe(1);
  // A task can’t become part of its own part.
  await choose('A', 'Make a subtask of…');
  await expect(page.getByRole('option', { name: 'C', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: 'B', exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await choose('B', 'Make a subtask of…');
  await page.getByRole('option', { name: 'No parent task' }).click();
  await expect.poll(() => countOf(member.api, 'is:subtask')).toBe(0);

  await choose('Water plants', 'Skip this one');
  await expect(message(page, 'Skipped “Water plants”')).toBeVisible();
  await choose('C', /^Complete/);
  await expect.poll(() => countOf(member.api, 'is:done')).toBe(1);
  await expect(item(page, 'Skip this one')).toHaveCount(0);
});

test('a task is copied as a link and as Markdown', async ({ page, member, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [parent] = await capture(member.api, 'Move house');
  await member.api.post('/tasks', { data: { title: 'Pack', parent_id: parent } });
  await openTasks(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await checkbox(page, 'Move house').focus();
  await page.keyboard.press('.');
  await item(page, 'Copy link').click();
  await expect(message(page, 'Copied the link to “Move house”')).toBeVisible();
  await page.goto(await copied());
  await expect(page.getByRole('complementary', { name: 'Details of Move house' })).toBeVisible();
  await checkbox(page, 'Move house').focus();
  await page.keyboard.press('.');
  await item(page, 'Copy as Markdown').click();
  await expect(message(page, 'Copied as Markdown: “Move house”')).toBeVisible();
  expect(await copied()).toBe('- [ ] Move house\n  - [ ] Pack');
});

test('the menu of a selected row acts on all selected ones', async ({ page, member }) => {
  await capture(member.api, 'A', 'B', 'C', 'D');
  await page.goto('/app/inbox');
  for (const title of ['D', 'C']) {
    await checkbox(page, title).focus();
    await page.keyboard.press('x');
  }
  await rowOf(page, 'D').click({ button: 'right' });
  await expect(menu(page, '2 tasks')).toBeVisible();
  await expect(item(page, /^Edit title/)).toHaveCount(0);
  await item(page, 'Move to the end').click();
  await expect(message(page, 'Moved 2 tasks')).toBeVisible();
  const titles = () =>
    page
      .getByRole('main')
      .getByRole('checkbox')
      .evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')).join(''));
  await expect.poll(titles).toBe('BADC');
  // On another row, it is about that row alone.
  await rowOf(page, 'A').click({ button: 'right' });
  await expect(menu(page, 'A')).toBeVisible();
  await item(page, 'Move to the top').click();
  await expect.poll(titles).toBe('ABDC');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(titles).toBe('DCBA');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

  test('the menu fits, and a press of its button opens it', async ({ page, member }) => {
    await capture(member.api, 'One', 'Two');
    await page.goto('/app/inbox');
    await page.getByRole('button', { name: 'More for One' }).tap();
    const box = await menu(page, 'One').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
    await item(page, /^Due…/).tap();
    await expect(page.getByRole('dialog', { name: /^Due date/ })).toBeVisible();
  });
});
