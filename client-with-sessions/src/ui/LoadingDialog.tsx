import { useLayoutEffect } from 'react';
import { isComposing } from './isComposing';

let typed = '';

/** Rendered until the code of a dialog is loaded. Keeps what is typed meanwhile. */
export function LoadingDialog() {
  // In a layout effect, so no key is lost before it listens.
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Backspace') typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
      // There is nothing to choose yet, and Enter must not reach the focused element.
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', keep, { capture: true });
    return () => {
      document.removeEventListener('keydown', keep, { capture: true });
      // By then a field of the dialog has taken the text. Without one, it is dropped.
      queueMicrotask(takeTyped);
    };
  }, []);
  return <span data-loading-dialog hidden />;
}

/** Takes what was typed before the dialog was loaded. */
export function takeTyped(): string {
  const taken = typed;
  typed = '';
  return taken;
}
