import { useCallback, useEffect, useRef, useState } from 'react';
import { focusedTask, focusTask } from '../row/rowFocus';
import type { TaskView } from './overlay';

/** A row that has not come by then must not take the focus later, out of the blue. */
const PATIENCE_MS = 2_000;

/** Brings the focus to a row that is about to appear, or to move, once it has; tells which one that is. */
export function useWantedFocus(view: TaskView | undefined) {
  const [wanted, want] = useState<number>();
  const held = useRef<Element>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view says when to look.
  useEffect(() => {
    if (wanted === undefined) return;
    const focused = document.activeElement;
    if (held.current?.isConnected) {
      // The row is about to go from where it has the focus: until then it waits.
      if (focused === held.current) return;
      // Somebody has gone elsewhere meanwhile.
      if (focused !== document.body) return want(undefined);
    }
    if (focusTask(wanted)) want(undefined);
  }, [view, wanted]);

  useEffect(() => {
    if (wanted === undefined) return;
    const timer = setTimeout(() => want(undefined), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  const wantFocus = useCallback((id: number) => {
    const isThere = focusedTask() === id;
    held.current = (isThere && document.activeElement) || undefined;
    want(id);
  }, []);
  return { wanted, wantFocus };
}
