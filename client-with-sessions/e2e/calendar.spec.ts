import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { dragTo, pointIn, readyToDrag } from './pointer.ts';
import { addLine, dayFromNow, findTask } from './steps.ts';

/** Noon of this day, for the browser and for the account. */
async function beAtNoon(page: Page, api: APIRequestContext): Promise<string> {
  await api.patch('/settings', { data: { zone: 'UTC' } });
  const today = dayFromNow(0);
  await page.clock.setFixedTime(`${today}T12:00:00Z`);
  return today;
}

async function make(api: APIRequestContext, data: object): Promise<number> {
  const response = await api.post('/tasks', { data });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: number }).id;
}

async function showDay(page: Page, view = 'day'): Promise<void> {
  await page.goto(`/app/calendar?view=${view}`);
  await expect(page.getByRole('heading', { name: 'Calendar' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Not planned' })).toBeVisible();
}

function block(page: Page, title: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title }) });
}

async function plannedOf(api: APIRequestContext, id: number): Promise<string | null> {
  return (await findTask(api, id)).planned;
}

test('a task stands at its time, for as long as it takes', async ({ page, member }) => {
  const today = await beAtNoon(page, member.api);
  await make(member.api, { title: 'Write', planned: `${today}T10:00`, estimate: 90 });
  await make(member.api, { title: 'Call', planned: `${today}T12:00`, estimate: 30 });
  await make(member.api, { title: 'Read', planned: today });
  await make(member.api, { title: 'Ponder' });
  await showDay(page);
  const [write, call] = await Promise.all([
    block(page, 'Write').boundingBox(),
    block(page, 'Call').boundingBox(),
  ]);
  if (!write || !call) throw new Error('There are no blocks.');
  const hour = (call.y - write.y) / 2;
  expect(Math.abs(write.height - 1.5 * hour)).toBeLessThan(4);
  await expect(page.getByRole('list', { name: /^Any time/ }).getByText('Read')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Not planned' }).getByText('Ponder')).toBeVisible();
});

test('what overlaps and what is planned past its due is said', async ({ page, member }) => {
  const today = await beAtNoon(page, member.api);
  await make(member.api, { title: 'Write', planned: `${today}T10:00`, estimate: 90 });
  await make(member.api, { title: 'Call', planned: `${today}T11:00`, estimate: 30 });
  await make(member.api, {
    title: 'Send',
    planned: `${today}T15:00`,
    due: `${today}T14:00[UTC]`,
  });
  await showDay(page);
  await expect(page.getByRole('button', { name: /^Call.*overlaps “Write”/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Write.*overlaps “Call”/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send.*planned after it is due/ })).toBeVisible();
});

test('a click on the hours takes a task for that time', async ({ page, member }) => {
  const today = await beAtNoon(page, member.api);
  await showDay(page);
  await page.locator(`[data-takes="${today}T14:30"]`).click();
  await expect(addLine(page)).toBeFocused();
  await page.keyboard.type('Stretch a little');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Stretch a little.*14:30/ })).toBeVisible();
  const found = await member.api.get('/tasks?q=stretch');
  const { tasks } = (await found.json()) as { tasks: { planned: string }[] };
  expect(tasks[0]?.planned).toBe(`${today}T14:30`);
});

test('by key, a task is planned, moved and stretched', async ({ page, member }) => {
  const today = await beAtNoon(page, member.api);
  const tomorrow = dayFromNow(1);
  const id = await make(member.api, { title: 'Ponder', estimate: 30 });
  await showDay(page);
  await page.getByRole('button', { name: /^Ponder/ }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  const ponder = page.getByRole('button', { name: /^Ponder/ });
  await expect(page.getByRole('button', { name: /^Ponder.*12:00/ })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('button', { name: /^Ponder.*12:15/ })).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('button', { name: /^Ponder.*12:00/ })).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('button', { name: /^Ponder.*11:45/ })).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => plannedOf(member.api, id)).toBe(`${today}T11:45`);
  await expect.poll(async () => (await findTask(member.api, id)).estimate).toBe(45);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => plannedOf(member.api, id)).toBe(`${tomorrow}T11:45`);
  await expect(ponder).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Ponder.*11:45/ })).toBeVisible();
});

test('pulling the lower edge sets how long it takes, and Escape leaves it', async ({
  page,
  member,
}) => {
  const today = await beAtNoon(page, member.api);
  const id = await make(member.api, { title: 'Write', planned: `${today}T10:00`, estimate: 60 });
  await showDay(page);
  const write = block(page, 'Write');
  const box = await write.boundingBox();
  if (!box) throw new Error('There is no block.');
  const pull = async () => {
    const now = await write.boundingBox();
    if (!now) throw new Error('There is no block.');
    await page.mouse.move(now.x + now.width / 2, now.y + now.height - 3);
    await page.mouse.down();
    await page.mouse.move(now.x + now.width / 2, now.y + now.height + box.height / 2 - 3, {
      steps: 4,
    });
  };
  await pull();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect((await write.boundingBox())?.height).toBe(box.height);
  await pull();
  await page.mouse.up();
  await expect.poll(async () => (await findTask(member.api, id)).estimate).toBe(90);
  await expect(page.getByRole('complementary')).toHaveCount(0);
});

test('tasks are dragged from the list to a time, to another time, to any time and out of the plan', async ({
  page,
  member,
}) => {
  const today = await beAtNoon(page, member.api);
  const id = await make(member.api, { title: 'Ponder' });
  await showDay(page);
  const slot = (time: string) => page.locator(`[data-takes="${today}T${time}"]`);
  await readyToDrag(page, block(page, 'Ponder'));
  const drop = async (on: Locator, y = 0.5) => {
    await dragTo(page, block(page, 'Ponder'), await pointIn(on, 0.5, y));
    await page.mouse.up();
  };
  await drop(slot('09:30'));
  await expect.poll(() => plannedOf(member.api, id)).toBe(`${today}T09:30`);
  await expect(page.getByRole('button', { name: /^Ponder.*09:30/ })).toBeVisible();
  await drop(slot('11:15'));
  await expect.poll(() => plannedOf(member.api, id)).toBe(`${today}T11:15`);
  await expect(page.getByRole('button', { name: /^Ponder.*11:15/ })).toBeVisible();
  await drop(page.locator(`[data-takes="${today}"]`));
  await expect.poll(() => plannedOf(member.api, id)).toBe(today);
  await drop(page.getByRole('region', { name: 'Not planned' }));
  await expect.poll(() => plannedOf(member.api, id)).toBe(null);
  await expect(page.getByRole('complementary')).toHaveCount(0);
});

test('Escape ends a drag, and a day of a month leaves a task its time', async ({
  page,
  member,
}) => {
  const today = await beAtNoon(page, member.api);
  const id = await make(member.api, { title: 'Swim', planned: `${today}T09:30` });
  const other = today.endsWith('-01') ? dayFromNow(1) : dayFromNow(-1);
  await showDay(page, 'month');
  const cell = page.locator(`[data-takes="day ${other}"]`);
  await readyToDrag(page, block(page, 'Swim'));
  await dragTo(page, block(page, 'Swim'), await pointIn(cell));
  await expect(cell).toHaveAttribute('data-drop', 'into');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.locator('[data-drop]')).toHaveCount(0);
  expect(await plannedOf(member.api, id)).toBe(`${today}T09:30`);
  await dragTo(page, block(page, 'Swim'), await pointIn(cell));
  await page.mouse.up();
  await expect.poll(() => plannedOf(member.api, id)).toBe(`${other}T09:30`);
});

test('the address keeps what is shown, and keys lead on', async ({ page, member }) => {
  const today = await beAtNoon(page, member.api);
  await make(member.api, { title: 'Soon', planned: dayFromNow(7) });
  await page.goto('/app/calendar');
  await expect(page.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('>');
  await expect(page.getByRole('button', { name: 'Soon' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Soon' })).toBeVisible();
  await page.getByRole('button', { name: 'Month', exact: true }).click();
  await expect(page).toHaveURL(/view=month/);
  await expect(page.getByRole('button', { name: 'Soon' })).toBeVisible();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(page.locator(`[data-takes="day ${today}"]`)).toBeVisible();
});

test('what was done is shown on its day', async ({ page, member }) => {
  await beAtNoon(page, member.api);
  await make(member.api, { title: 'Swept', status: 'done' });
  await showDay(page);
  await expect(page.getByRole('button', { name: /^Swept.*done/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`looks right in ${colorScheme}, ${width} px wide`, async ({ page, member }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const today = await beAtNoon(page, member.api);
      await make(member.api, {
        title: 'Write the report',
        planned: `${today}T10:00`,
        estimate: 90,
      });
      await make(member.api, { title: 'Call the bank', planned: `${today}T11:00`, estimate: 30 });
      await make(member.api, { title: 'Hand it in', due: `${today}T16:00[UTC]` });
      await make(member.api, { title: 'Read a chapter of the long book', planned: today });
      await make(member.api, { title: 'Buy milk' });
      for (const view of ['day', 'week', 'month']) {
        await showDay(page, view);
        await expectAccessible(page, `${view} in ${colorScheme}`);
        await expectNoSideways(page);
      }
    });
  }
}
