import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { readyToDrag } from './pointer.ts';
import { addLine, checkbox, message } from './steps.ts';
import { capture, countOf, makeProject, makeView } from './things.ts';

const main = (page: Page) => page.getByRole('main');

async function choose(page: Page, of: string, item: string): Promise<void> {
  await main(page)
    .getByRole('button', { name: `More for ${of}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a project is made, used, renamed, archived and taken back', async ({
  page,
  problems,
  member,
}) => {
  problems.allowStatus('/projects', 409);
  await makeProject(member.api, 'Garden');
  await page.goto('/app/projects');
  await page.getByRole('button', { name: 'New project' }).click();
  await page.keyboard.type('garden');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the new project')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Name of the new project').fill('House');
  await page.getByRole('radio', { name: 'teal' }).check({ force: true });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'House' })).toBeVisible();

  await addLine(page).fill('Paint the hall');
  await page.keyboard.press('Enter');
  await expect(checkbox(page, 'Paint the hall')).toBeEnabled();
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(1);

  await choose(page, 'House', 'Rename or change colour');
  await page.getByLabel('Name of the project').fill('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await expect(message(page, 'Renamed the project “House” to “Home”')).toBeVisible();

  await choose(page, 'Home', 'Archive');
  await expect(page.getByText('This project is archived')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('This project is archived')).toHaveCount(0);
});

test('a deleted project takes its tasks along, and brings them back', async ({ page, member }) => {
  await capture(member.api, 'Paint the hall +House', 'Fix the gutter +House', 'Buy milk');
  await page.goto('/app/projects');
  await choose(page, 'House', 'Delete');
  await expect(message(page, 'Deleted the project “House”')).toBeVisible();
  await expect(page.getByText('No projects yet.')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(main(page).getByRole('link', { name: 'House' })).toBeVisible();
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(2);

  await choose(page, 'House', 'Delete');
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);
  await page.goto('/app/trash');
  await expect(page.getByRole('list', { name: 'Deleted projects' })).toContainText('House');
  await expect(page.getByRole('list', { name: 'Deleted tasks' }).getByRole('listitem')).toHaveCount(
    2,
  );
  await page.getByRole('button', { name: 'Restore the project House' }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(2);

  await page.goto('/app/activity');
  await expect(page.getByText('Restored the project “House” and 2 tasks')).toBeVisible();
});

test('a project that is deleted on its own page leaves the focus at the heading', async ({
  page,
  member,
}) => {
  const id = await makeProject(member.api, 'House');
  await page.goto(`/app/projects/${id}`);
  await page.getByRole('button', { name: 'More for House' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('There is no such project.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Project' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'House' })).toBeFocused();
});

test('long names stay on the page', async ({ page, member }) => {
  const name = 'n'.repeat(100);
  const project = await makeProject(member.api, name);
  const view = await makeView(member.api, name, 'is:open');
  for (const width of [1280, 768, 360]) {
    await page.setViewportSize({ width, height: 740 });
    for (const path of [
      `/app/projects/${project}`,
      `/app/projects/${project}?layout=board`,
      `/app/views/${view}`,
      '/app/projects',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(main(page).getByText(name).first()).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
});

test('projects are put in order by the menu', async ({ page, member }) => {
  await makeProject(member.api, 'One');
  await makeProject(member.api, 'Two');
  await makeProject(member.api, 'Three');
  await page.goto('/app/projects');
  const names = page.getByRole('list', { name: 'Projects' }).locator('li a');
  await expect(names).toHaveText(['One', 'Two', 'Three']);
  await choose(page, 'Three', 'Move up');
  await expect(names).toHaveText(['One', 'Three', 'Two']);
  await page.reload();
  await expect(names).toHaveText(['One', 'Three', 'Two']);
});

test.describe('the board', () => {
  const column = (page: Page, name: string) =>
    page.getByRole('region', { name, exact: true }).locator('[data-task]');

  test.beforeEach(async ({ page, member }) => {
    await capture(member.api, 'Paint the hall +House', 'Fix the gutter +House', 'Call +House');
    const response = await member.api.get('/projects');
    const { projects } = (await response.json()) as { projects: { id: number }[] };
    await page.goto(`/app/projects/${projects[0]?.id}`);
    await page.getByRole('link', { name: 'Board' }).click();
    await expect(column(page, 'Not planned')).toHaveCount(3);
  });

  test('cards are dragged from column to column', async ({ page, member }) => {
    await readyToDrag(page, page.locator('[data-task]', { hasText: 'Paint the hall' }));
    await page
      .locator('[data-task]', { hasText: 'Paint the hall' })
      .dragTo(page.getByRole('region', { name: 'Today', exact: true }));
    await expect(column(page, 'Today')).toHaveText([/Paint the hall/]);
    await expect.poll(() => countOf(member.api, 'planned:today')).toBe(1);
    await page
      .locator('[data-task]', { hasText: 'Paint the hall' })
      .dragTo(page.getByRole('region', { name: 'Done', exact: true }));
    await expect(column(page, 'Done')).toHaveText([/Paint the hall/]);
    await expect.poll(() => countOf(member.api, 'is:done')).toBe(1);
    await page.keyboard.press('Control+z');
    await expect(column(page, 'Today')).toHaveText([/Paint the hall/]);
  });

  test('cards are moved by keys, several at once, and the focus goes with them', async ({
    page,
    member,
  }) => {
    const { keyboard } = page;
    const card = (title: string) => page.getByRole('button', { name: title, exact: false }).first();
    await keyboard.press('j');
    await expect(card('Paint the hall')).toBeFocused();
    await keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Planned')).toHaveText([/Paint the hall/]);
    await expect(card('Paint the hall')).toBeFocused();
    await keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Today')).toHaveText([/Paint the hall/]);
    await expect(card('Paint the hall')).toBeFocused();
    await keyboard.press('Control+z');
    await expect(column(page, 'Planned')).toHaveText([/Paint the hall/]);
    await expect(card('Paint the hall')).toBeFocused();
    await keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Today')).toHaveText([/Paint the hall/]);
    await keyboard.press('ArrowLeft');
    await expect(card('Fix the gutter')).toBeFocused();
    await keyboard.press('x');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Planned')).toHaveCount(2);
    await expect(message(page, 'Planned 2 tasks for tomorrow')).toBeVisible();
    await expect.poll(() => countOf(member.api, 'planned:tomorrow')).toBe(2);
  });

  test('cards are put in order by key', async ({ page }) => {
    const before = await column(page, 'Not planned').allTextContents();
    await page.keyboard.press('j');
    await page.keyboard.press('Alt+ArrowDown');
    const [first = '', second = '', third = ''] = before;
    await expect(column(page, 'Not planned')).toHaveText([second, first, third]);
    await page.keyboard.press('Alt+ArrowUp');
    await expect(column(page, 'Not planned')).toHaveText([first, second, third]);
    // At the top it stays where it is.
    await page.keyboard.press('Alt+ArrowUp');
    await expect(column(page, 'Not planned')).toHaveText([first, second, third]);
    await page.keyboard.press('Control+z');
    await expect(column(page, 'Not planned')).toHaveText([second, first, third]);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Planned').locator('[data-title]')).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(message(page, 'Planned cards are in order of their days.')).toBeVisible();
  });

  test('cards are moved by their menu', async ({ page }) => {
    await page.getByRole('button', { name: 'Move Call' }).click();
    await page.getByRole('menuitem', { name: 'Move to Today' }).click();
    await expect(column(page, 'Today')).toHaveText([/Call/]);
    await expect(message(page, 'Planned “Call” for today')).toBeVisible();
  });
});
