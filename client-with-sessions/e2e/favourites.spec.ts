import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dragTo, pointIn, readyToDrag } from './pointer.ts';
import { message } from './steps.ts';
import { capture, countOf, makeProject, makeView } from './things.ts';

const main = (page: Page) => page.getByRole('main');
const favourites = (page: Page) =>
  page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('list', { name: 'Favourites' })
    .getByRole('link');

async function choose(page: Page, of: string, item: string): Promise<void> {
  await main(page)
    .getByRole('button', { name: `More for ${of}` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('projects and views become favourites by menu and by palette, and no more by undo', async ({
  page,
  member,
}) => {
  await makeProject(member.api, 'Garden');
  await makeProject(member.api, 'House');
  const view = await makeView(member.api, 'Waiting', 'is:open tag:waiting');
  await capture(member.api, 'Paint +House');
  await page.goto('/app/projects');
  await expect(favourites(page)).toHaveCount(0);
  await choose(page, 'House', 'Add to favourites');
  await expect(favourites(page)).toHaveText(['House1 to do']);
  await expect(message(page, 'Added the project “House” to the favourites')).toBeVisible();
  await page.goto(`/app/views/${view}`);
  await expect(page.getByRole('heading', { name: 'Waiting' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('favourites');
  await page.keyboard.press('Enter');
  await expect(favourites(page)).toHaveText(['House1 to do', 'Waiting']);
  await expectAccessible(page, 'favourites in the side bar');
  await page.keyboard.press('Control+z');
  await expect(favourites(page)).toHaveText(['House1 to do']);
  await favourites(page).click();
  await choose(page, 'House', 'Remove from favourites');
  await expect(favourites(page)).toHaveCount(0);
});

test('tasks are dropped on favourites: on a project, and on the view of a tag', async ({
  page,
  member,
}) => {
  await member.api.post('/projects', { data: { name: 'House', favourite: true } });
  const view = { name: 'Waiting', query: 'is:open tag:waiting', favourite: true };
  await member.api.post('/views', { data: view });
  await capture(member.api, 'A', 'B');
  await page.goto('/app/inbox');
  const row = (title: string) =>
    main(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name: title }) });
  await readyToDrag(page, row('A'));
  await dragTo(page, row('A'), await pointIn(favourites(page).first()));
  await page.mouse.up();
  await expect(message(page, 'Moved “A” to House')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(1);
  await dragTo(page, row('B'), await pointIn(favourites(page).last()));
  await page.mouse.up();
  await expect.poll(() => countOf(member.api, 'tag:waiting')).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => countOf(member.api, 'tag:waiting')).toBe(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

  test('favourites stand in the menu behind the button', async ({ page, member }) => {
    await member.api.post('/projects', { data: { name: 'House', favourite: true } });
    await page.goto('/app/today');
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await favourites(page).tap();
    await expect(page.getByRole('heading', { name: 'House' })).toBeVisible();
  });
});
