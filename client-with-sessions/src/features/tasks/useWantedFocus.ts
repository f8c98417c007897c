import { useCallback, useEffect, useRef, useState } from 'react';
import type { TaskView } from './overlay';
import { focusedTask, focusTask } from './rowFocus';

/** A row that has not come by then must not take the focus later, out of the blue. */
const PATIENCE_MS = 2_000;

/** Brings the focus to a row that is about to appear, or to move, once it has; tells which one that is. */
export function useWantedFocus(view: TaskView | undefined) {
  const [wanted, want] = useState<number>();
  const shown = useRef(view);
  const before = useRef<TaskView>(undefined);

  useEffect(() => {
    shown.current = view;
  });

  useEffect(() => {
    if (!view || wanted === undefined) return;
    // It holds the focus where it is about to go away.
    if (view === before.current && focusedTask() === wanted) return;
    if (focusTask(wanted)) want(undefined);
  }, [view, wanted]);

  useEffect(() => {
    if (wanted === undefined) return;
    const timer = setTimeout(() => want(undefined), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  const wantFocus = useCallback((id: number) => {
    before.current = shown.current;
    want(id);
  }, []);
  return { wanted, wantFocus };
}
