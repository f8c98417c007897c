import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { readyToDrag } from './pointer.ts';
import { checkbox, message } from './steps.ts';
import { capture } from './things.ts';

const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: checkbox(page, title) });

/** The titles of a list, from the top, as the page shows them and as the server knows them. */
async function expectOrder(page: Page, path: string, titles: string): Promise<void> {
  const boxes = page.getByRole('main').getByRole('checkbox');
  await expect(boxes).toHaveCount(titles.length);
  await expect
    .poll(() => boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label'))))
    .toEqual([...titles]);
  await expect
    .poll(async () => {
      const { tasks } = await (await page.request.get(path)).json();
      return tasks.map(({ title }: { title: string }) => title).join('');
    })
    .toBe(titles);
}

test('the tasks of a project are put in order by key, and back', async ({ page, member }) => {
  await capture(member.api, 'A +House', 'B +House', 'C +House', 'D +House');
  await page.goto('/app/projects/1');
  const path = '/projects/1/tasks?per_page=50';
  await checkbox(page, 'A').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expectOrder(page, path, 'BCAD');
  await expect(checkbox(page, 'A')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  // At the end it stays where it is, without a word.
  await page.keyboard.press('Alt+ArrowDown');
  await expectOrder(page, path, 'BCDA');
  await expect(page.getByText('in order of')).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowUp');
  await expectOrder(page, path, 'BCAD');
  await expect(message(page, 'Moved “A”').last()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectOrder(page, path, 'BCDA');

  await checkbox(page, 'C').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Move up', exact: true }).click();
  await expectOrder(page, path, 'CDBA');
  await expect(message(page, 'Moved 2 tasks')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectOrder(page, path, 'BCDA');
});

test('the inbox is put in order by hand', async ({ page, member }) => {
  await capture(member.api, 'A', 'B', 'C', 'D');
  await page.goto('/app/inbox');
  await expectOrder(page, '/inbox', 'DCBA');
  await readyToDrag(page, row(page, 'D'));
  await row(page, 'D').dragTo(row(page, 'B'), { targetPosition: { x: 60, y: 40 } });
  await expectOrder(page, '/inbox', 'CBDA');
  await row(page, 'A').dragTo(row(page, 'C'), { targetPosition: { x: 60, y: 4 } });
  await expectOrder(page, '/inbox', 'ACBD');
  await page.keyboard.press('Control+z');
  await expectOrder(page, '/inbox', 'CBDA');
  await page.reload();
  await expectOrder(page, '/inbox', 'CBDA');
});

test('a list without an order of its own says why', async ({ page, member }) => {
  await capture(member.api, 'A today', 'B today');
  const press = async (path: string, why: string | RegExp) => {
    await page.goto(path);
    await checkbox(page, 'A').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByText(why)).toBeVisible();
  };
  await press('/app/search?q=is:open', /in the order that its query asks for/);
  await press('/app/tasks', /in order of age/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Move down');
  await expect(page.getByRole('option', { name: 'Search for Move down' })).toBeVisible();
  await expect(page.getByRole('option', { name: /^Move down/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await member.api.patch('/tasks/1', { data: { status: 'done' } });
  await press('/app/done', 'What is done is in order of when it was done.');
});
