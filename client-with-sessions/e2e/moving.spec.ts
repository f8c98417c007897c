import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dragTo, makeFinger, pointIn, readyToDrag } from './pointer.ts';
import { checkbox, dayFromNow, message, openTasks } from './steps.ts';
import { capture, countOf, makeProject } from './things.ts';

function row(page: Page, title: string): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: checkbox(page, title) });
}

function place(page: Page, name: string): Locator {
  return page
    .getByRole('navigation', { name: 'Pages', exact: true })
    .getByRole('link', { name, exact: false });
}

function image(page: Page): Locator {
  return page.locator('[data-drag-image]');
}

async function titles(page: Page): Promise<(string | null)[]> {
  const boxes = page.getByRole('main').getByRole('checkbox');
  return boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')));
}

test('a drag shows what is dragged and where it would go, and Escape ends it', async ({
  page,
  member,
}) => {
  await capture(member.api, 'A', 'B', 'C', 'D');
  await page.goto('/app/inbox');
  await readyToDrag(page, row(page, 'D'));
  await dragTo(page, row(page, 'D'), await pointIn(row(page, 'B'), 0.5, 0.9));
  await expect(image(page)).toHaveText('D');
  await expect(row(page, 'D')).toHaveCSS('opacity', '0.4');
  await expect(row(page, 'B')).toHaveAttribute('data-drop', 'below');
  await page.keyboard.press('Escape');
  await expect(image(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator('[data-drop], [data-dragged]')).toHaveCount(0);
  expect(await titles(page)).toEqual(['D', 'C', 'B', 'A']);
  // Neither did the click that ended it open anything.
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0);
});

test('several selected tasks are dragged at once, and one undo brings them back', async ({
  page,
  member,
}) => {
  await capture(member.api, 'A', 'B', 'C', 'D');
  await page.goto('/app/inbox');
  await readyToDrag(page, row(page, 'D'));
  for (const title of ['D', 'B']) {
    await checkbox(page, title).focus();
    await page.keyboard.press('x');
  }
  await dragTo(page, row(page, 'D'), await pointIn(row(page, 'A'), 0.5, 0.9));
  await expect(image(page)).toHaveText('D2');
  await page.mouse.up();
  await expect.poll(() => titles(page)).toEqual(['C', 'A', 'D', 'B']);
  await expect(message(page, 'Moved 2 tasks')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toEqual(['D', 'C', 'B', 'A']);
});

test('a task dropped on the middle of another becomes its subtask, but never of its own part', async ({
  page,
  member,
}) => {
  await capture(member.api, 'Move house', 'Pack the books', 'Buy boxes');
  await openTasks(page);
  await readyToDrag(page, row(page, 'Buy boxes'));
  await dragTo(page, row(page, 'Pack the books'), await pointIn(row(page, 'Move house')));
  await expect(row(page, 'Move house')).toHaveAttribute('data-drop', 'partOf');
  await page.mouse.up();
  await expect(message(page, 'Made “Pack the books” part of “Move house”')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:subtask')).toBe(1);

  for (const [title, on] of [
    ['Move house', 'Pack the books'],
    ['Pack the books', 'Move house'],
    ['Buy boxes', 'Buy boxes'],
  ] as const) {
    await dragTo(page, row(page, title), await pointIn(row(page, on)));
    await expect(image(page)).toHaveText(title);
    await expect(page.locator('[data-drop]')).toHaveCount(0);
    await page.mouse.up();
    await expect(image(page)).toHaveCount(0);
  }
  await page.keyboard.press('Control+z');
  await expect.poll(() => countOf(member.api, 'is:subtask')).toBe(0);
});

test('tasks are dragged onto the pages beside the list', async ({ page, member }) => {
  await makeProject(member.api, 'House');
  await capture(member.api, 'A', 'B', 'C 2030-12-24', 'D every day 9am');
  await openTasks(page);
  await readyToDrag(page, row(page, 'A'));
  const drop = async (title: string, name: string) => {
    await dragTo(page, row(page, title), await pointIn(place(page, name)));
    await expect(place(page, name)).toHaveAttribute('data-drop', 'place');
    await page.mouse.up();
  };
  await drop('A', 'House');
  await expect(message(page, 'Moved “A” to House')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'project:House')).toBe(1);
  await drop('B', 'Today');
  await expect.poll(() => countOf(member.api, 'planned:today')).toBe(1);
  await drop('B', 'Upcoming');
  await expect.poll(() => countOf(member.api, 'planned:tomorrow')).toBe(1);
  await drop('C', 'Inbox');
  await expect(message(page, 'Moved “C” to the inbox')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:inbox')).toBe(1);
  await drop('D', 'Inbox');
  await expect(message(page, 'What repeats needs a due date')).toBeVisible();
  await expect.poll(() => countOf(member.api, 'is:recurring has:due')).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => countOf(member.api, 'due:2030-12-24')).toBe(1);
});

test('a task dragged past its due says so, and its due turns red', async ({ page, member }) => {
  await capture(member.api, 'A tomorrow');
  await page.goto('/app/upcoming');
  await readyToDrag(page, row(page, 'A'));
  const day = page.locator(`[data-section="${dayFromNow(3)}"]`);
  await dragTo(page, row(page, 'A'), await pointIn(day));
  await page.mouse.up();
  await expect(message(page, 'after it is due tomorrow')).toBeVisible();
  const due = day.getByText(/due tomorrow/);
  await expect(due).toBeVisible();
  const danger = await page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(--danger)';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  await expect(due).toHaveCSS('color', danger);
});

test('the page scrolls at its edges while something is dragged', async ({ page, member }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await capture(member.api, ...Array.from({ length: 30 }, (_, at) => `Task ${at + 1}`));
  await page.goto('/app/inbox');
  await expect(checkbox(page, 'Task 30')).toBeVisible();
  await readyToDrag(page, row(page, 'Task 30'));
  await dragTo(page, row(page, 'Task 30'), { x: 640, y: 400 });
  await page.mouse.move(640, 495, { steps: 4 });
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a drop without a connection is kept and sent later', async ({ page, member, problems }) => {
  problems.allowNoNetwork();
  await capture(member.api, 'A', 'B', 'C');
  await page.goto('/app/inbox');
  await readyToDrag(page, row(page, 'C'));
  await page.context().setOffline(true);
  await dragTo(page, row(page, 'C'), await pointIn(row(page, 'A'), 0.5, 0.9));
  await page.mouse.up();
  await expect.poll(() => titles(page)).toEqual(['B', 'A', 'C']);
  await page.context().setOffline(false);
  await expect
    .poll(async () => {
      const { tasks } = await (await member.api.get('/inbox')).json();
      return tasks.map(({ title }: { title: string }) => title).join('');
    })
    .toBe('BAC');
});

test.describe('with a thumb', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

  test('a finger that rests on a row drags it', async ({ page, member }) => {
    await capture(member.api, 'A', 'B', 'C', 'D');
    await page.goto('/app/inbox');
    await expect(checkbox(page, 'D')).toBeVisible();
    const finger = await makeFinger(page);
    await finger.down(await pointIn(row(page, 'D')));
    await expect(row(page, 'D')).toHaveAttribute('data-lifted', '');
    await finger.moveTo(await pointIn(row(page, 'B'), 0.5, 0.9));
    await expect(image(page)).toHaveText('D');
    await expect(row(page, 'B')).toHaveAttribute('data-drop', 'below');
    await finger.up();
    await expect.poll(() => titles(page)).toEqual(['C', 'B', 'D', 'A']);
    // It was selected only to be dragged.
    await expect(page.getByRole('region', { name: 'Selected tasks' })).toHaveCount(0);
  });

  test('a finger that scrolls, or stops a scroll, drags and selects nothing', async ({
    page,
    member,
  }) => {
    await capture(member.api, ...Array.from({ length: 40 }, (_, at) => `Task ${at + 1}`));
    await page.clock.install();
    await page.goto('/app/inbox');
    await expect(checkbox(page, 'Task 40')).toBeVisible();
    const finger = await makeFinger(page);
    await finger.down({ x: 200, y: 600 });
    await finger.moveTo({ x: 205, y: 200 });
    await finger.up();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
    await page.evaluate(() => window.scrollBy(0, 20));
    await finger.down({ x: 200, y: 300 });
    await page.clock.fastForward(700);
    await finger.moveTo({ x: 200, y: 340 });
    await expect(image(page)).toHaveCount(0);
    await finger.up();
    await expect(page.getByRole('region', { name: 'Selected tasks' })).toHaveCount(0);
  });

  test('a row is swiped to the right when it is done, and to the left to plan it', async ({
    page,
    member,
  }) => {
    await capture(member.api, 'A', 'B');
    await page.goto('/app/inbox');
    const finger = await makeFinger(page);
    const swipe = async (title: string, by: number, down = 0) => {
      const from = await pointIn(row(page, title));
      await finger.down(from);
      await finger.moveTo({ x: from.x + by, y: from.y + down });
    };
    // Too short, or mostly upwards: it was no swipe.
    await swipe('A', 60);
    await expect(row(page, 'A')).toHaveAttribute('data-swipe', 'done');
    await finger.up();
    await expect(page.locator('[data-swipe]')).toHaveCount(0);
    await swipe('A', 120, -160);
    await expect(page.locator('[data-swipe]')).toHaveCount(0);
    await finger.up();
    expect(await countOf(member.api, 'is:open')).toBe(2);

    await swipe('A', 140);
    await expect(row(page, 'A')).toHaveAttribute('data-far', '');
    await finger.up();
    await expect(message(page, 'Completed “A”')).toBeVisible();
    await expect.poll(() => countOf(member.api, 'is:open')).toBe(1);

    await expect(row(page, 'A')).toHaveCount(0);
    await swipe('B', -140);
    await expect(row(page, 'B')).toHaveAttribute('data-swipe', 'plan');
    await finger.up();
    await expect(page.getByRole('dialog', { name: /^Plan/ })).toBeVisible();
    await page.getByRole('option', { name: /^Tomorrow/ }).click();
    await expect.poll(() => countOf(member.api, 'planned:tomorrow')).toBe(1);
  });
});
