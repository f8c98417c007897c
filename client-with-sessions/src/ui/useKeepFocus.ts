import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

// Placeholders of rows that are not rendered do not count.
const ROW = ':is(:scope, :scope > section > ul) > li:not([aria-hidden])';
const CONTROL = 'input:not(:disabled), button';

/** If the focused row was removed by anything but the keyboard, focuses the row in its place. */
export function useKeepFocus(
  list: RefObject<HTMLElement | null>,
  rows: unknown,
  whenEmpty: () => void,
): void {
  const held = useRef<{ row: Element; index: number }>(undefined);
  const empty = useRef(whenEmpty);

  useEffect(() => {
    empty.current = whenEmpty;
  });

  useEffect(() => {
    const note = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      const all = rowsOf(list.current);
      const index = all.findIndex((row) => row.contains(target));
      const row = all[index];
      if (row) held.current = { row, index };
      // A dialog returns the focus by itself.
      else if (!target.closest('dialog')) held.current = undefined;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows say when to look.
  useLayoutEffect(() => {
    const before = held.current;
    if (!before || before.row.isConnected || document.activeElement !== document.body) return;
    held.current = undefined;
    const all = rowsOf(list.current);
    const control = (all[before.index] ?? all.at(-1))?.querySelector<HTMLElement>(CONTROL);
    if (control) control.focus();
    else empty.current();
  }, [rows, list]);
}

function rowsOf(list: HTMLElement | null): Element[] {
  return list ? [...list.querySelectorAll(ROW)] : [];
}
