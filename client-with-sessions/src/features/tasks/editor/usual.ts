import { loadable } from '../../../ui/loadable';

/** Loaded with the first estimate that is typed. */
export const { Component: UsualEstimate } = loadable(
  async () => (await import('./UsualEstimate')).UsualEstimate,
);

/** Alt+Enter takes what is usual, if the page says so there. */
export function takeUsual(within: Element | null | undefined): boolean {
  const button = within?.querySelector<HTMLElement>('[data-usual]');
  button?.click();
  return button != null;
}
