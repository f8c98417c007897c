import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** How far things have moved that were there already, as Layout Instability counts it. */
    shifted: () => number;
  }
}

/** Adds up how far things move on each page from its start. */
export async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const { value } of entries as (PerformanceEntry & { value: number })[]) sum += value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    window.shifted = () => {
      add(observer.takeRecords());
      return sum;
    };
  });
}
