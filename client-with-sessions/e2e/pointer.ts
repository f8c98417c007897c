import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  x: number;
  y: number;
}

/** Where in an element the pointer is put, as parts of its width and height. */
export async function pointIn(element: Locator, x = 0.5, y = 0.5): Promise<Point> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not shown.');
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

const drags = new WeakSet<Page>();

/** Notes when the code that drags has come. */
export function watchDragging(page: Page): void {
  page.on('framenavigated', (frame) => frame === page.mainFrame() && drags.delete(page));
  page.on('requestfinished', (request) => {
    if (/\/dragging-/.test(request.url())) drags.add(page);
  });
}

/** Waits until the code that drags is there, which is fetched once a pointer is over a row, or earlier. */
export async function readyToDrag(page: Page, row: Locator): Promise<void> {
  await row.hover();
  await expect.poll(() => drags.has(page)).toBe(true);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** Presses a row and drags it to a point, without letting go. */
export async function dragTo(page: Page, row: Locator, to: Point): Promise<void> {
  const from = await pointIn(row, 0.3);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 4);
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

/** A finger on the screen. */
export interface Finger {
  down: (at: Point) => Promise<void>;
  /** Moves it in steps, as fingers do. */
  moveTo: (to: Point, steps?: number) => Promise<void>;
  up: () => Promise<void>;
}

/** A finger that the browser takes for a real one: it scrolls, rests and taps. */
export async function makeFinger(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page);
  let at: Point = { x: 0, y: 0 };
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    async down(point) {
      at = point;
      await send('touchStart', [at]);
    },
    async moveTo(to, steps = 8) {
      const from = at;
      for (let step = 1; step <= steps; step++) {
        const part = step / steps;
        at = { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
        await send('touchMove', [at]);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
    },
    async up() {
      await send('touchEnd', []);
    },
  };
}
