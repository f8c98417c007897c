import { useEffect, useState } from 'react';
import type { TaskView } from './overlay';
import { focusTask } from './rowFocus';

/** A row that has not come by then must not take the focus later, out of the blue. */
const PATIENCE_MS = 2_000;

/** Brings the focus to a row that is about to appear, once it has; tells which one that is. */
export function useWantedFocus(view: TaskView | undefined) {
  const [wanted, want] = useState<number>();

  useEffect(() => {
    if (!view || wanted === undefined) return;
    if (focusTask(wanted)) want(undefined);
  }, [view, wanted]);

  useEffect(() => {
    if (wanted === undefined) return;
    const timer = setTimeout(() => want(undefined), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  return { wanted, wantFocus: want };
}
