import type { Locator } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { checkbox } from './steps.ts';
import { capture, makeProject, makeView } from './things.ts';

const LINES = [
  'Paint the hall +House !high ~3h ^today #home',
  'Buy paint +House due tomorrow #shop',
  'Call the roofer with the very long name of a firm that does not fit +House fri 10:00',
  'Order seeds +Garden due 12 dec',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 740 } });

      test('projects, as a list and as a board', async ({ page, member }) => {
        await page.goto('/app/projects');
        await expect(page.getByText('No projects yet.')).toBeVisible();
        await expectAccessible(page, 'no projects');
        await capture(member.api, ...LINES);
        const old = await makeProject(member.api, 'Old flat');
        await member.api.patch(`/projects/${old}`, { data: { archived: true } });
        await page.reload();
        await page.getByRole('button', { name: 'Show 1 archived' }).click();
        await expectAccessible(page, 'projects');
        await expectNoSideways(page);
        await page.getByRole('main').getByRole('button', { name: 'More for House' }).click();
        await expect(page.getByRole('menuitem', { name: 'Archive' })).toBeVisible();
        await expectAccessible(page, 'with a menu');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'New project' }).click();
        await expectAccessible(page, 'with a form');
        await expectNoSideways(page);

        await page.getByRole('main').getByRole('link', { name: 'House' }).click();
        await expect(checkbox(page, 'Buy paint')).toBeVisible();
        await expectAccessible(page, 'a project');
        await expectNoSideways(page);
        await page.getByRole('link', { name: 'Board' }).click();
        await expect(page.getByRole('region', { name: 'Not planned', exact: true })).toBeVisible();
        await expectAccessible(page, 'a board');
        await expectNoSideways(page);
        await page.goto('/app/projects/999');
        await expect(page.getByText('There is no such project.')).toBeVisible();
        await expectAccessible(page, 'no such project');
      });

      test('search and views', async ({ page, problems, member }) => {
        problems.allowStatus('/tasks', 422);
        await capture(member.api, ...LINES);
        const view = await makeView(member.api, 'This week', 'is:open due:<=eow');
        await page.goto('/app/search');
        await expect(page.getByText('What are you looking for?')).toBeVisible();
        await expectAccessible(page, 'an empty search');
        await page.goto('/app/search?q=is:open');
        await expect(checkbox(page, 'Buy paint')).toBeVisible();
        await page.getByRole('button', { name: 'Help' }).click();
        await page.getByRole('button', { name: 'Save as a view' }).click();
        await expectAccessible(page, 'a search with help');
        await expectNoSideways(page);
        await page.goto('/app/search?q=due:foo');
        await expect(page.getByRole('alert')).toContainText('Expected');
        await expectAccessible(page, 'a wrong search');
        await expectNoSideways(page);
        await page.goto(`/app/views/${view}`);
        await expect(page.getByRole('heading', { name: 'This week' })).toBeVisible();
        await expectAccessible(page, 'a view');
        await expectNoSideways(page);
      });

      test('the palette, the bar and what is chosen from', async ({ page, member }) => {
        await capture(member.api, ...LINES);
        await page.goto('/app/tasks');
        await expect(checkbox(page, 'Buy paint')).toBeVisible();
        await page.getByRole('heading', { name: 'Tasks' }).focus();
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, 'the palette');
        await page.keyboard.type('zzz');
        await expect(page.getByText('Nothing matches.')).toHaveCount(0);
        await expectAccessible(page, 'the palette with a search');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+a');
        await expect(page.getByRole('region', { name: 'Selected tasks' })).toBeVisible();
        await expectAccessible(page, 'the bar');
        await expectNoSideways(page);
        for (const key of ['d', '!', 'm', '#']) {
          await page.keyboard.press(key);
          await expect(page.getByRole('dialog')).toBeVisible();
          await expectAccessible(page, `what ${key} chooses from`);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
        await expectAccessible(page, 'the keys');
      });

      test('the settings and the trash', async ({ page, member }) => {
        await capture(member.api, ...LINES);
        const { projects } = (await (await member.api.get('/projects')).json()) as {
          projects: { id: number }[];
        };
        await member.api.delete(`/projects/${projects[0]?.id}`);
        await page.goto('/app/settings');
        await expect(page.getByLabel('Time zone')).toBeVisible();
        await expectAccessible(page, 'settings');
        await expectNoSideways(page);
        await page.goto('/app/trash');
        await expect(page.getByRole('list', { name: 'Deleted projects' })).toBeVisible();
        await expectAccessible(page, 'the trash');
        await expectNoSideways(page);
      });
    });
  }
}

test('the ways to the pages stand close to what finds everything, each group apart', async ({
  page,
  member,
}) => {
  await makeProject(member.api, 'House');
  await page.goto('/app/inbox');
  const nav = page.getByRole('navigation', { name: 'Pages', exact: true });
  await expect(nav.getByRole('link', { name: 'House' })).toBeVisible();
  const boxOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return { top: box?.y ?? 0, bottom: (box?.y ?? 0) + (box?.height ?? 0) };
  };
  const parts = [nav.getByRole('button', { name: /^Find anything/ })];
  for (const index of [0, 1, 2]) parts.push(nav.getByRole('list').nth(index));
  const boxes = await Promise.all(parts.map(boxOf));
  const gaps = boxes.slice(1).map(({ top }, index) => top - (boxes[index]?.bottom ?? 0));
  expect(gaps).toEqual([12, 16, 16]);
});
