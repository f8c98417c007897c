import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox, openTasks } from './steps.ts';
import { capture, makeProject } from './things.ts';

const TITLE = 'Find a command, a page or a task';

test('every command is found by the words people have for it', async ({ page, member }) => {
  await makeProject(member.api, 'House');
  await openTasks(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: TITLE });
  const expected: [string, string | RegExp][] = [
    ['dark', 'Dark theme'],
    ['theme', 'Dark theme'],
    ['night', 'Dark theme'],
    ['log out', 'Log out'],
    ['sign off', 'Log out'],
    ['help', /^Show the keyboard shortcuts/],
    ['shortcuts', /^Show the keyboard shortcuts/],
    ['new project', 'New project'],
    ['board', 'Board of House'],
    ['export', 'Export everything'],
    ['backup', 'Export everything'],
    ['password', /^Settings/],
    ['calendar', /^Calendar/],
    ['time blocking', /^Calendar/],
  ];
  for (const [words, found] of expected) {
    await palette.getByRole('combobox').fill(words);
    await expect(palette.getByRole('option', { name: found, exact: true }), words).toHaveCount(1);
  }
  await palette.getByRole('combobox').fill('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect
    .poll(async () => (await (await member.api.get('/settings')).json()).theme)
    .toBe('dark');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('new project');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the new project')).toBeVisible();
});

test('a project is shown as a board from the palette', async ({ page, member }) => {
  const id = await makeProject(member.api, 'House');
  await page.goto(`/app/projects/${id}`);
  await expect(page.getByRole('heading', { name: 'House' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('kanban');
  await expect(page.getByRole('option', { name: /board/i }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Not planned' })).toBeVisible();
});

test('the menu of the user leads to the keys and to what a line understands', async ({
  page,
  member,
}) => {
  await openTasks(page);
  await page.getByRole('button', { name: member.username }).click();
  await page.getByRole('button', { name: 'Help' }).click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByRole('heading', { name: 'What a line understands' })).toBeVisible();
  await expect(help.getByText('every friday')).toBeVisible();
  await expectAccessible(page, 'the help');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
});

test('the search takes what capture takes, and asks nothing that is half typed', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Paint the hall +House #home !high', 'Buy milk');
  await page.goto('/app/search');
  const field = page.getByRole('searchbox', { name: 'Search' });
  for (const words of ['#home', '+House', '!high', '#home +House !high']) {
    await field.fill('');
    await expect(page.getByText('What are you looking for?')).toBeVisible();
    await field.pressSequentially(words, { delay: 20 });
    await expect(checkbox(page, 'Paint the hall')).toBeVisible();
    await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
    await expect(field).toHaveValue(words);
  }
  await expect(page).toHaveURL(/q=tag%3Ahome/);

  // A refused request would be a line in the console, which fails the journey.
  await field.fill('');
  await expect(page.getByText('What are you looking for?')).toBeVisible();
  await field.pressSequentially('due:<=2030-01-01 "Paint the"', { delay: 170, timeout: 20_000 });
  await expect(page.getByText('Nothing was found.')).toBeVisible();
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('a tag in a row leads to everything that has it', async ({ page, member }) => {
  await capture(member.api, 'Paint the hall #home', 'Clean the hall #home', 'Buy milk');
  await openTasks(page);
  await page.getByRole('link', { name: '#home' }).first().click();
  await expect(page.getByRole('searchbox')).toHaveValue('tag:home');
  await expect(checkbox(page, 'Clean the hall')).toBeVisible();
  await expect(checkbox(page, 'Buy milk')).toHaveCount(0);
});
