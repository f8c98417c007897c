import type { Page } from '@playwright/test';
import { expect, type Member, test } from './fixtures.ts';
import { checkbox, dayFromNow, openDetails } from './steps.ts';
import { capture, makeProject, makeView } from './things.ts';

/** Counts how often the page is printed, instead of asking for a printer. */
async function watchPrinting(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(window, { printed: 0 });
    window.print = () => {
      Object.assign(window, { printed: (window as { printed?: number }).printed ?? 0 });
      (window as unknown as { printed: number }).printed++;
    };
  });
  return () => page.evaluate(() => (window as unknown as { printed: number }).printed);
}

/** What stands on paper, by what can be seen then. */
async function expectOnPaper(page: Page, shown: (string | RegExp)[]): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const text of shown)
    await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  for (const chrome of ['navigation', 'banner', 'textbox', 'button'] as const) {
    const seen = page.getByRole(chrome).filter({ visible: true });
    const names = await seen.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
    );
    // Titles and dates are buttons on the page, and words on paper.
    const pressed = names.filter((name) => !/^(?:Details of|$)/.test(name));
    expect(pressed, chrome).toEqual([]);
  }
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
}

async function plan(member: Member): Promise<void> {
  await makeProject(member.api, 'House');
  await member.api.post('/projects/1/sections', { data: { name: 'Garden' } });
  await makeView(member.api, 'Everything', 'is:open');
  await capture(member.api, 'Paint the hall today 3pm +House #home ~2h', 'Call Jo tomorrow +House');
}

for (const [path, heading] of [
  ['/app/today', 'Today'],
  ['/app/upcoming', 'Upcoming'],
  ['/app/projects/1', 'House'],
  ['/app/views/1', 'Everything'],
] as const) {
  test(`${heading} is printed without what can only be pressed`, async ({ page, member }) => {
    await plan(member);
    await page.goto(path);
    const title = heading === 'Upcoming' ? 'Call Jo' : 'Paint the hall';
    await expect(checkbox(page, title)).toBeVisible();
    await expectOnPaper(page, [heading, title]);
    await expect(checkbox(page, title)).toHaveCSS('border-top-color', 'rgb(0, 0, 0)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(5_000);
  });
}

test('the details of a task are printed with notes and subtasks, and alone', async ({
  page,
  member,
}) => {
  const [id] = await capture(
    member.api,
    'Move house tomorrow #home\n  Pack the books\n  Rent a van',
  );
  await member.api.patch(`/tasks/${id}`, {
    data: { description: 'Ask **Jo** first.\n\n- one\n- two' },
  });
  await capture(member.api, 'Something else');
  await page.goto('/app/tasks');
  await openDetails(page, 'Move house');
  await expect(page.getByText('Ask Jo first.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Subtasks' }).getByRole('listitem')).toHaveCount(2);
  const printed = await watchPrinting(page);
  await page.reload();
  await expect(page.getByText('Ask Jo first.')).toBeVisible();
  await page.getByRole('button', { name: 'Print' }).click();
  await expect.poll(printed).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByLabel('Add a subtask')).toBeHidden();
  for (const text of ['Ask Jo first.', 'Pack the books', 'Rent a van', 'Due', '#home']) {
    await expect(
      page.getByText(text, { exact: true }).filter({ visible: true }).first(),
    ).toBeVisible();
  }
  for (const text of [
    'Something else',
    'Add a start',
    'Plan a day',
    'Why is this here?',
    'History',
  ]) {
    await expect(page.getByText(text, { exact: true }).first()).toBeHidden();
  }
});

test('a long list is printed whole, by key, by menu and by palette', async ({ page, member }) => {
  await makeProject(member.api, 'House');
  const lines = Array.from({ length: 180 }, (_, index) => `Task ${index + 1}. +House`);
  await member.api.post('/capture', { data: { text: lines.join('\n') } });
  const printed = await watchPrinting(page);
  await page.goto('/app/projects/1');
  await expect(checkbox(page, 'Task 1.')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect.poll(printed).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(180);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.getByRole('main').getByRole('checkbox').count()).toBeLessThan(180);
  await page.getByRole('main').getByRole('button', { name: 'More for House' }).click();
  await page.getByRole('menuitem', { name: 'Print' }).click();
  await expect.poll(printed).toBe(2);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('print');
  await page.keyboard.press('Enter');
  await expect.poll(printed).toBe(3);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });

  test('what is printed fits the paper', async ({ page, member }) => {
    await plan(member);
    await page.goto(`/app/today?day=${dayFromNow(0)}`);
    await expect(checkbox(page, 'Paint the hall')).toBeVisible();
    await expectOnPaper(page, ['Today', 'Paint the hall']);
  });
});
