import { useEffect } from 'react';

/** What knows better where the focus goes has led it there by then. */
const PATIENCE_MS = 100;

/**
 * Leads the focus that was lost with what held it to the panel around that, or to the heading of
 * the page. Lists lead it to the next row by themselves.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let held: { element: Element; around: HTMLElement | null } | undefined;
    const note = ({ target }: FocusEvent) => {
      const isRow = !(target instanceof HTMLElement) || target.closest('main li, dialog') !== null;
      held = isRow ? undefined : { element: target, around: target.closest('aside') };
    };
    const look = () => {
      const lost = held;
      if (!lost || lost.element.isConnected || document.activeElement !== document.body) return;
      held = undefined;
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const to = lost.around?.isConnected ? lost.around : document.querySelector('h1');
        if (to instanceof HTMLElement) to.focus({ preventScroll: true });
      }, PATIENCE_MS);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}
