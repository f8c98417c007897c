import { useLayoutEffect } from 'react';

let typed = '';

/** Stands for a dialog whose code is on its way. What is typed meanwhile is meant for it. */
export function LoadingDialog() {
  // No key may come between this and the dialog.
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Backspace') typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
      // There is nothing to choose yet, and what has the focus is not meant any more.
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', keep, { capture: true });
    return () => {
      document.removeEventListener('keydown', keep, { capture: true });
      // The field of the dialog takes it at once, if there is one.
      queueMicrotask(takeTyped);
    };
  }, []);
  return <span data-loading-dialog hidden />;
}

/** What was typed before the dialog was there, for its field once that has the focus. */
export function takeTyped(): string {
  const taken = typed;
  typed = '';
  return taken;
}
