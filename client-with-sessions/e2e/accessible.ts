import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Holds what is shown against the rules of axe. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // What is half faded in has half its contrast.
  await expect
    .poll(() =>
      page.evaluate(() =>
        document.getAnimations().some(({ playState }) => playState === 'running'),
      ),
    )
    .toBe(false);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found, what).toEqual([]);
}

/** Nothing is cut off, and nothing has to be scrolled to sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBeLessThanOrEqual(0);
}
