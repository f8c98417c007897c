import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { makeFinger } from './pointer.ts';
import { checkbox, findTask, openTasks } from './steps.ts';
import { capture } from './things.ts';

const sheet = (page: Page) => page.getByRole('dialog', { name: /^Details of/ });
const title = (page: Page) => sheet(page).getByRole('textbox', { name: 'Title' });

/** Opens the sheet of a task by a tap on its title, and waits until it has risen. */
async function openSheet(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Details of ${name}`, exact: true }).tap();
  await expect(sheet(page)).toBeFocused();
  await expect.poll(() => topOf(page)).toBe(70);
}

async function topOf(page: Page): Promise<number | undefined> {
  const box = await sheet(page).boundingBox();
  return box ? Math.round(box.y) : undefined;
}

test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

test('a tap on a title raises a sheet that leaves some of the list in sight, and everything closes it', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Buy milk');
  await openTasks(page);
  const row = await checkbox(page, 'Buy milk').boundingBox();
  const closings: (() => Promise<unknown>)[] = [
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
    () => page.touchscreen.tap(195, 30),
    () => sheet(page).getByRole('button', { name: 'Close the details' }).tap(),
  ];
  for (const close of closings) {
    await openSheet(page, 'Buy milk');
    const box = await sheet(page).boundingBox();
    expect(box).toMatchObject({ x: 0, width: 390 });
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(780, 0);
    await expectNoSideways(page);
    await close();
    await expect(sheet(page)).toHaveCount(0);
    await expect(page).toHaveURL('/app/tasks');
    await expect(checkbox(page, 'Buy milk')).toBeFocused();
    expect(await checkbox(page, 'Buy milk').boundingBox()).toEqual(row);
  }
});

test('a sheet is pulled down by its head; a short pull lets it spring back, and what was typed is saved', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Buy milk');
  await openTasks(page);
  await openSheet(page, 'Buy milk');
  const finger = await makeFinger(page);
  await finger.down({ x: 195, y: 84 });
  await finger.moveTo({ x: 195, y: 124 }, 4);
  await expect.poll(() => topOf(page)).toBe(110);
  // So slowly that it is no throw.
  await page.evaluate(() => document.body.animate([], 300).finished.then(() => undefined));
  await finger.up();
  await expect.poll(() => topOf(page)).toBe(70);

  await title(page).fill('Buy oat milk');
  await finger.down({ x: 195, y: 84 });
  await finger.moveTo({ x: 195, y: 300 });
  await finger.up();
  await expect(sheet(page)).toHaveCount(0);
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ title: 'Buy oat milk' });
});

test('the sheet scrolls inside, the page behind it stays, and a tap in the head still ticks', async ({
  page,
  member,
}) => {
  const lines = Array.from({ length: 30 }, (_, index) => `Task ${index}`);
  await capture(member.api, ...lines);
  await openTasks(page);
  await openSheet(page, 'Task 29');
  const finger = await makeFinger(page);
  await finger.down({ x: 195, y: 600 });
  await finger.moveTo({ x: 195, y: 100 });
  await finger.up();
  await expect(sheet(page).getByRole('button', { name: 'Delete' })).toBeInViewport();
  await finger.down({ x: 195, y: 40 });
  await finger.moveTo({ x: 195, y: 10 });
  await finger.up();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await sheet(page).getByRole('checkbox', { name: 'Task 29, done' }).tap();
  await expect(sheet(page).getByRole('checkbox', { name: 'Task 29, done' })).toBeChecked();
});

test('a message stands above the sheet, and its undo is in reach', async ({ page, member }) => {
  const [id = 0] = await capture(member.api, `Buy ${'very '.repeat(30)}fresh milk`);
  await openTasks(page);
  await page.getByRole('button', { name: /^Details of Buy/ }).tap();
  await expect.poll(() => topOf(page)).toBe(70);
  await sheet(page).getByLabel('Estimate').fill('45');
  await page.keyboard.press('Enter');
  const message = page.locator('[data-toast]');
  await expect(message).toBeVisible();
  const box = await message.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 99)).toBeLessThanOrEqual(70);
  await message.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(() => findTask(member.api, id)).toMatchObject({ estimate: null });
});

test('Tab stays in the sheet, and the field that is typed in stays above a keyboard', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Buy milk');
  await openTasks(page);
  await openSheet(page, 'Buy milk');
  const places = new Set<string>();
  for (let count = 0; count < 40; count++) {
    await page.keyboard.press('Tab');
    places.add(
      await page.evaluate(() => {
        const at = document.activeElement;
        if (at === document.body || at === null) return 'nowhere';
        return at.closest('[data-panel]') ? 'sheet' : `behind: ${at.outerHTML}`;
      }),
    );
  }
  places.delete('nowhere');
  expect([...places]).toEqual(['sheet']);

  const line = sheet(page).getByLabel('Add a subtask');
  await line.tap();
  await page.setViewportSize({ width: 390, height: 420 });
  await expect(line).toBeFocused();
  await expect
    .poll(async () => {
      const box = await line.boundingBox();
      return box !== null && box.y > 70 && box.y + box.height <= 420;
    })
    .toBe(true);
});

test('its address by itself is a page, and what is opened after it is a sheet', async ({
  page,
  member,
}) => {
  const [id = 0] = await capture(member.api, 'Move house\n  Pack the books');
  await page.goto(`/app/tasks?task=${id}`);
  const whole = page.getByRole('complementary', { name: 'Details of Move house' });
  await expect(whole).toBeVisible();
  expect(await whole.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 780 });
  await whole.getByRole('button', { name: 'Close the details' }).tap();
  await openSheet(page, 'Move house');
  await sheet(page).getByRole('button', { name: 'Details of Pack the books' }).tap();
  await expect(title(page)).toHaveValue('Pack the books');
  await page.goBack();
  await expect(title(page)).toHaveValue('Move house');
});

test('nothing of the sheet moves for those who asked for stillness', async ({ page, member }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await capture(member.api, 'Buy milk');
  await openTasks(page);
  await openSheet(page, 'Buy milk');
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .map((animation) => Number(animation.effect?.getComputedTiming().duration))
        .filter((duration) => duration > 0),
    );
  expect(await moving()).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await moving()).toEqual([]);
  await expect(sheet(page)).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the sheet is accessible, ${colorScheme}`, async ({ page, member }) => {
      await capture(member.api, 'Buy milk tomorrow #home');
      await openTasks(page);
      await openSheet(page, 'Buy milk');
      await expect(sheet(page)).toHaveAttribute('aria-modal', 'true');
      await expectAccessible(page, `the sheet, ${colorScheme}`);
    });
  });
}
