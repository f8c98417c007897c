import { expectAccessible, expectNoSideways } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { addLine, checkbox, makeTask } from './steps.ts';
import { capture } from './things.ts';

const EXAMPLE = 'Call Ann tomorrow 9am #home ~15m';

for (const width of [1280, 390]) {
  test(`a new account is told what the pages are for, and tries a line, at ${width} px`, async ({
    page,
    member,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const [path, title] of [
      ['inbox', 'Begin with what is on your mind'],
      ['today', 'Plan your day'],
      ['upcoming', 'See what is coming'],
    ]) {
      await page.goto(`/app/${path}`);
      const steps = page.getByRole('region', { name: 'First steps' });
      await expect(steps.getByRole('heading', { name: title ?? '' })).toBeVisible();
      await expect(steps.getByRole('listitem')).toHaveCount(3);
      await expectAccessible(page, `the first steps on ${path}`);
      await expectNoSideways(page);
    }
    await page.getByRole('button', { name: `Try “${EXAMPLE}”` }).click();
    await expect(addLine(page)).toBeFocused();
    await expect(addLine(page)).toHaveValue(EXAMPLE);
    await expect(page.getByRole('button', { name: '#home: keep “#home”' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(checkbox(page, 'Call Ann')).toBeEnabled();
    await expect(page.getByRole('region', { name: 'First steps' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Inbox' }).filter({ visible: true }).first().click();
    await expect(page.getByText('The inbox is empty.')).toBeVisible();
    expect((await (await member.api.get('/tasks?q=tag:home')).json()).total).toBe(1);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 760 }, hasTouch: true });

  test('the line stands under the thumb, and covers neither the last row nor a message', async ({
    page,
    member,
  }) => {
    await capture(member.api, Array.from({ length: 30 }, (_, index) => `Task ${index}`).join('\n'));
    await page.goto('/app/inbox');
    const line = page.locator('form').filter({ has: addLine(page) });
    await expect(checkbox(page, 'Task 0')).toBeVisible();
    const box = async () => (await line.boundingBox()) ?? { y: 0, height: 0 };
    const nav = await page.getByRole('navigation', { name: 'Main pages' }).boundingBox();
    const atRest = await box();
    expect(Math.round(atRest.y + atRest.height)).toBe(Math.round(nav?.y ?? 0));

    await checkbox(page, 'Task 29').scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const last = await checkbox(page, 'Task 29').boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(atRest.y);

    await addLine(page).tap();
    await page.keyboard.type('Buy milk #home');
    await expect(page.getByRole('button', { name: /^#home/ })).toBeInViewport({ ratio: 1 });
    await expect(addLine(page)).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Add', exact: true }).tap();
    const toast = page.locator('[data-toast]');
    await expect(toast).toContainText('Added “Buy milk”');
    await expect
      .poll(async () => {
        const message = await toast.boundingBox();
        return (message?.y ?? 0) + (message?.height ?? 0) <= (await box()).y;
      })
      .toBe(true);
    await expectAccessible(page, 'the line of a phone');
  });

  test('above a keyboard on the screen the line stays in sight', async ({ page, member }) => {
    await makeTask(member.api, 'Buy milk');
    await page.goto('/app/inbox');
    await expect(checkbox(page, 'Buy milk')).toBeVisible();
    await page.evaluate(() => {
      const seen = window.visualViewport;
      Object.defineProperty(seen, 'height', { value: 460 });
      seen?.dispatchEvent(new Event('resize'));
    });
    const bottom = async () => {
      const box = await page
        .locator('form')
        .filter({ has: addLine(page) })
        .boundingBox();
      return Math.round((box?.y ?? 0) + (box?.height ?? 0));
    };
    await expect.poll(bottom).toBe(460);
  });
});
