import { useCallback, useEffect, useRef, useState } from 'react';
import { focusedTask, focusTask } from '../row/rowFocus';
import type { TaskView } from './overlay';

/** A row that has not appeared by then must not take the focus unexpectedly later. */
const PATIENCE_MS = 2_000;

/** Focuses a row once it has appeared or moved; returns the id of the row it waits for. */
export function useWantedFocus(view: TaskView | undefined) {
  const [wanted, want] = useState<number>();
  const held = useRef<Element>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view says when to look.
  useEffect(() => {
    if (wanted === undefined) return;
    const focused = document.activeElement;
    if (held.current?.isConnected) {
      // The row still has the focus in its old place. Wait until it has moved.
      if (focused === held.current) return;
      // The user has moved the focus elsewhere meanwhile.
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
