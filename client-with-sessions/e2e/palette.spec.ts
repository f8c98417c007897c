import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { hold } from './held.ts';
import { checkbox, openTasks } from './steps.ts';
import { capture, countOf, makeProject, makeView } from './things.ts';

const TITLE = 'Find a command, a page or a task';
const palette = (page: Page) => page.getByRole('dialog', { name: TITLE });
const active = (page: Page) => palette(page).getByRole('option', { selected: true });

async function open(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.type(words);
}

test('pages, projects and views are found by a few letters', async ({ page, member }) => {
  await makeProject(member.api, 'House');
  await makeView(member.api, 'Waiting for others', 'is:open tag:waiting');
  await openTasks(page);

  await open(page, 'trash');
  await expect(active(page)).toContainText('Trash');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused();

  await open(page, 'hou');
  await expect(active(page)).toHaveText('House');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'House' })).toBeFocused();

  await open(page, 'wait oth');
  await expect(active(page)).toHaveText('Waiting for others');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Waiting for others' })).toBeFocused();
});

test('a command is about the task that held the focus', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await open(page, 'mark');
  await expect(active(page)).toContainText('Mark as done');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect.poll(() => countOf(member.api, 'is:done')).toBe(1);
  await expect(checkbox(page, 'One')).toHaveCount(0);

  await open(page, 'undo');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'One')).toBeVisible();
});

test('tasks are found by words, and the search takes the words over', async ({ page, member }) => {
  await capture(member.api, 'Renew the library card', 'Buy milk');
  await openTasks(page);
  await open(page, 'libr');
  await expect(palette(page).getByRole('option', { name: 'Renew the library card' })).toBeVisible();
  await expect(palette(page).getByRole('option', { name: 'Buy milk' })).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(active(page)).toHaveText('Add the task “libr”');
  await page.keyboard.press('ArrowUp');
  await expect(active(page)).toHaveText('Search for libr');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/search\?q=libr/);
  await expect(checkbox(page, 'Renew the library card')).toBeVisible();
});

test('Escape leads back to where one was, also from a field', async ({ page, member }) => {
  await capture(member.api, 'One');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await open(page, 'xyz');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(checkbox(page, 'One')).toBeFocused();

  await page.getByLabel('Add a task').fill('half a line');
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Add a task')).toBeFocused();
});

test('what is typed can be made a task, from wherever one is', async ({ page, member }) => {
  await page.goto('/app/trash');
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible();
  await open(page, 'Buy stamps tomorrow');
  await palette(page).getByRole('option', { name: 'Add the task “Buy stamps tomorrow”' }).click();
  await expect
    .poll(async () => (await (await member.api.get('/tasks?q=stamps')).json()).tasks[0]?.title)
    .toBe('Buy stamps');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await (await member.api.get('/tasks?q=stamps')).json()).total)
    .toBe(0);
});

test('what is typed before the palette is there is meant for it', async ({ page, member }) => {
  await capture(member.api, 'One', 'Call Ann');
  const letGo = await hold(page, '**/CommandPalette*.js');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('xcall an');
  letGo();
  await expect(palette(page).getByRole('combobox')).toHaveValue('xcall an');
  await page.keyboard.press('Escape');
  await expect(checkbox(page, 'One')).toBeFocused();
  await expect(checkbox(page, 'One')).not.toBeChecked();
});

test('what is typed and entered before the palette is there is done', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two');
  const letGo = await hold(page, '**/CommandPalette*.js');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mark as done');
  await page.keyboard.press('Enter');
  await page.keyboard.press('c');
  letGo();
  await expect.poll(() => countOf(member.api, 'is:done')).toBe(1);
  await expect(palette(page)).toHaveCount(0);
  await expect(checkbox(page, 'One')).toHaveCount(0);
  await expect(checkbox(page, 'Two')).toBeVisible();
});

test('Escape calls off a palette that is not there yet', async ({ page, member }) => {
  await capture(member.api, 'One');
  const letGo = await hold(page, '**/CommandPalette*.js');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mark');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-loading-dialog]')).toHaveCount(0);
  letGo();
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(palette(page)).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toHaveValue('');
});

test('what was fetched ahead takes every key from the first on', async ({ page, member }) => {
  await capture(member.api, 'One');
  const fetched = page.waitForResponse(/CommandPalette.*\.js/);
  const picker = page.waitForResponse(/Picker.*\.js/);
  await openTasks(page);
  await fetched;
  await picker;
  await checkbox(page, 'One').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('today');
  await expect(palette(page).getByRole('combobox')).toHaveValue('today');
  await page.keyboard.press('Escape');
  // Enter comes before the server has said what day it is.
  await page.keyboard.press('d');
  await page.keyboard.type('24 dec');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await (await member.api.get('/tasks')).json()).tasks[0].due)
    .toMatch(/-12-24$/);
});

test('a day is gone to from every page', async ({ page, member: _ }) => {
  for (const from of ['inbox', 'upcoming', 'calendar']) {
    await page.goto(`/app/${from}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await open(page, 'jump to date');
    await expect(active(page)).toHaveText(/A day/);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Go to a day, in words')).toBeFocused();
    await page.keyboard.type('24 dec 2031');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/app\/calendar\?.*date=2031-12-24/);
  }
});
