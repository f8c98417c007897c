import { useEffect } from 'react';

/** Within this time, code that knows better where the focus belongs has moved it. */
const PATIENCE_MS = 100;

/**
 * If the focused element is removed, moves the focus to its panel or to the page's heading. Lists
 * focus the next row themselves.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let held: { element: Element; around: HTMLElement | null } | undefined;
    const note = ({ target }: FocusEvent) => {
      const isRow = !(target instanceof HTMLElement) || target.closest('main li, dialog') !== null;
      held = isRow
        ? undefined
        : { element: target, around: target.closest<HTMLElement>('[data-panel]') };
    };
    const check = () => {
      const lost = held;
      if (!lost || lost.element.isConnected || document.activeElement !== document.body) return;
      held = undefined;
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const to = lost.around?.isConnected ? lost.around : document.querySelector('h1');
        if (to instanceof HTMLElement) to.focus({ preventScroll: true });
      }, PATIENCE_MS);
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}
