import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { countShifts } from './shifts.ts';
import { checkbox, fillAccount, makeTask, openRequests, withoutSharedWorker } from './steps.ts';

declare global {
  interface Window {
    /** Lets the browser be idle. */
    rest: () => void;
  }
}

const MOST_BYTES = 40_000;
const INTER = 'Inter Variable';

/** The fonts in which a text of the page is drawn. */
async function fontsOf(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  await session.send('CSS.enable');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await session.detach();
  return fonts.map(({ familyName }) => familyName);
}

/** The font is in the cache, and every page from here on begins with it. */
function fontIsHere(page: Page): Promise<unknown> {
  return page.waitForFunction(() => localStorage.getItem('tracker.font') !== null);
}

function noteFonts(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'font') asked.push(request.url());
  });
  return asked;
}

test('the font comes after the first page, from here, and shows with the next', async ({
  page,
  server,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await makeTask(member.api, 'חלב');
  await withoutSharedWorker(page);
  await countShifts(page);
  await page.addInitScript(() => {
    const waiting: (() => void)[] = [];
    window.requestIdleCallback = (action) =>
      waiting.push(() => action({ didTimeout: false, timeRemaining: () => 50 }));
    window.rest = () => {
      for (const action of waiting.splice(0)) action();
    };
  });
  const asked = noteFonts(page);
  const open = openRequests(page);
  await page.goto('/app/inbox');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect.poll(() => open.size).toBe(0);
  expect(asked).toEqual([]);
  const response = page.waitForResponse((answer) => answer.request().resourceType() === 'font');
  await expect
    .poll(async () => {
      await page.evaluate(() => window.rest());
      return asked.length;
    })
    .toBe(1);
  const font = await response;
  expect(new URL(font.url()).origin).toBe(server.url);
  expect((await font.body()).length).toBeLessThan(MOST_BYTES);
  await fontIsHere(page);
  expect(await fontsOf(page, 'h1')).not.toContain(INTER);
  expect(await page.evaluate(() => window.shifted())).toBe(0);

  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  expect(await fontsOf(page, 'h1')).toEqual([INTER]);
  // Letters that it does not have are those of the system.
  const [milk, hebrew] = ['Buy milk', 'חלב'].map((title) => `li:has([aria-label="${title}"])`);
  expect(await fontsOf(page, `${milk} [class*=text]`)).toEqual([INTER]);
  expect(await fontsOf(page, `${hebrew} [class*=text]`)).not.toContain(INTER);
  expect(asked).toHaveLength(1);
});

test('later visits begin with the font, out of the cache, and nothing moves', async ({
  page,
  member,
}) => {
  await makeTask(member.api, 'Buy milk');
  await withoutSharedWorker(page);
  await page.goto('/app/inbox');
  await fontIsHere(page);
  await countShifts(page);
  const open = openRequests(page);
  await page.goto('/app/tasks');
  await expect(checkbox(page, 'Buy milk')).toBeVisible();
  await expect.poll(() => open.size).toBe(0);
  expect(await fontsOf(page, 'h1')).toEqual([INTER]);
  const sent = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith('.woff2'))
      .map(({ transferSize }) => transferSize),
  );
  expect(sent).toEqual([0]);
  expect(await page.evaluate(() => window.shifted())).toBe(0);
});

test('whoever logs in sees the font at once', async ({ page, problems, stranger }) => {
  problems.allowStatus('/check_session', 401);
  await page.goto('/app/login');
  await fontIsHere(page);
  await fillAccount(page, stranger.username, stranger.password);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  expect(await fontsOf(page, 'h1')).toEqual([INTER]);
});
