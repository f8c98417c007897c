import { useLayoutEffect } from 'react';
import { isComposing } from './isComposing';
import { useLatest } from './useLatest';

/** What was typed before a dialog was loaded. */
interface Typed {
  text: string;
  /** Whether Enter was pressed after it. */
  isEntered: boolean;
}

let typed: Typed = { text: '', isEntered: false };

/** Rendered until the code of a dialog is loaded. Keeps what is typed meanwhile; Escape calls it off. */
export function LoadingDialog({ onClose }: { onClose: () => void }) {
  const close = useLatest(onClose);
  // In a layout effect, so no key is lost before it listens.
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const isText = event.key === 'Backspace' || event.key.length === 1;
      if (event.key === 'Escape') close();
      else if (!isText && event.key !== 'Enter') return;
      else if (!typed.isEntered) typed = withKey(typed.text, event.key);
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', keep, { capture: true });
    return () => {
      document.removeEventListener('keydown', keep, { capture: true });
      // By then a field of the dialog has taken the text. Without one, it is dropped.
      queueMicrotask(takeTyped);
    };
  }, [close]);
  return <span data-loading-dialog hidden />;
}

function withKey(text: string, key: string): Typed {
  // Enter alone would choose what nobody has seen.
  if (key === 'Enter') return { text, isEntered: text !== '' };
  return { text: key === 'Backspace' ? text.slice(0, -1) : text + key, isEntered: false };
}

/** Takes what was typed before the dialog was loaded. */
export function takeTyped(): Typed {
  const taken = typed;
  typed = { text: '', isEntered: false };
  return taken;
}
