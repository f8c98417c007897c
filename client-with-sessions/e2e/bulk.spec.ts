import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { checkbox, findTask, message, openTasks } from './steps.ts';
import { capture, countOf, makeProject } from './things.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Selected tasks' });
const act = (page: Page, name: string) =>
  bar(page).getByRole('button', { name, exact: true }).click();

test('several tasks are selected with the pointer and changed in one action, which is undone', async ({
  page,
  member,
}) => {
  await capture(member.api, 'One', 'Two', 'Three', 'Four');
  await openTasks(page);
  await page.getByText('Four', { exact: true }).click({ modifiers: ['ControlOrMeta'] });
  await page.getByText('Two', { exact: true }).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('3 selected');

  await act(page, 'Complete');
  await expect(bar(page)).toHaveCount(0);
  await expect(message(page, 'Completed 3 tasks')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);
  await expect(checkbox(page, 'One')).toBeVisible();
  await expect(checkbox(page, 'Three')).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(checkbox(page, 'Three')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(4);
});

test('selecting and changing without a mouse', async ({ page, member }) => {
  const { keyboard } = page;
  await makeProject(member.api, 'House');
  await capture(member.api, 'One', 'Two', 'Three');
  await openTasks(page);
  await page.getByRole('heading', { name: 'Tasks' }).focus();
  await keyboard.press('j');
  await expect(checkbox(page, 'Three')).toBeFocused();
  await keyboard.press('x');
  await keyboard.press('Shift+ArrowDown');
  await expect(bar(page)).toContainText('2 selected');

  await keyboard.press('d');
  await expect(page.getByRole('dialog', { name: 'Due date of 2 tasks' })).toBeVisible();
  await keyboard.type('2030-12-24');
  await expect(page.getByRole('option', { name: /24 Dec/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(message(page, 'Made 2 tasks due')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'due:2030-12-24')).toBe(2);
  await expect(checkbox(page, 'Two')).toBeFocused();

  await keyboard.press('#');
  await keyboard.type('errand');
  await keyboard.press('Enter');
  await expect.poll(() => countOf(member.api, 'tag:errand')).toBe(2);
  await keyboard.press('m');
  await keyboard.type('hou');
  await keyboard.press('Enter');
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(2);
  await keyboard.press('!');
  await keyboard.press('Enter');
  await expect.poll(() => countOf(member.api, 'priority:high')).toBe(2);

  await keyboard.press('Delete');
  await expect(message(page, 'Deleted 2 tasks')).toBeVisible();
  await expect(checkbox(page, 'One')).toBeFocused();
  await keyboard.press('Control+z');
  await expect(checkbox(page, 'Two')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:open')).toBe(3);
});

test('Ctrl+A selects what is shown, Escape and another page let go of it', async ({
  page,
  member,
}) => {
  await capture(member.api, 'One', 'Two', 'Three');
  await openTasks(page);
  await expect(checkbox(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText('3 selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);

  await page.keyboard.press('Control+a');
  await expect(bar(page)).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});

test('a key changes the one task that holds the focus', async ({ page, member }) => {
  await capture(member.api, 'One', 'Two');
  await openTasks(page);
  await checkbox(page, 'One').focus();
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog', { name: /^Plan/ })).toBeVisible();
  await page.keyboard.type('tomor');
  await page.keyboard.press('Enter');
  await expect(message(page, 'Planned “One” for tomorrow')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'has:planned')).toBe(1);
  await expect(checkbox(page, 'One')).toBeFocused();
});

test.describe('with a thumb', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('a finger that rests on a row selects it, and taps select more', async ({
    page,
    member,
  }) => {
    await capture(member.api, 'One', 'Two', 'Three');
    await openTasks(page);
    const row = page.getByText('Three', { exact: true });
    const { x, y } = (await row.boundingBox()) ?? { x: 0, y: 0 };
    const touch = { pointerType: 'touch', bubbles: true, clientX: x, clientY: y };
    await row.dispatchEvent('pointerdown', touch);
    await expect(bar(page)).toContainText('1 selected');
    await row.dispatchEvent('pointerup', touch);
    await row.dispatchEvent('click', touch);
    await page.getByText('One', { exact: true }).tap();
    await expect(bar(page)).toContainText('2 selected');
    await act(page, 'Complete');
    await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);
  });
});

test('another day is chosen in a month', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, 'Pay rent');
  await openTasks(page);
  await checkbox(page, 'Pay rent').focus();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Another day' }).click();
  await dialog.getByRole('button', { name: 'The next month' }).click();
  const day = dialog.getByRole('grid').getByRole('button', { name: / 15 / });
  await day.click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await findTask(member.api, id)) as { due?: string })
    .toMatchObject({ due: expect.stringMatching(/-15$/) });
});
