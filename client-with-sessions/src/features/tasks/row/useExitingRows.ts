import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../../api/types';
import { leaveRow } from './rowFocus';

/** Long enough to see the tick, short enough not to wait for it. */
const HOLD_MS = 400;
const MOTION_MS = 150;

/** A row that is on its way out of the list. */
export interface ExitingRow {
  task: Task;
  why: 'moved' | 'deleted';
  /** Its index in the list before. */
  index?: number | undefined;
}

/** Keeps rows that no longer belong to the list until they are out of sight. */
export function useExitingRows(indexOf: (id: number) => number | undefined) {
  const [exiting, setExiting] = useState<ReadonlyMap<number, ExitingRow>>(new Map());
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());

  const stay = useCallback((id: number) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    setExiting((before) => new Map([...before].filter(([other]) => other !== id)));
  }, []);

  const exit = useCallback(
    (task: Task, why: ExitingRow['why']) => {
      clearTimeout(timers.current.get(task.id));
      const index = indexOf(task.id);
      setExiting((before) => new Map(before).set(task.id, { task, why, index }));
      if (why === 'deleted') leaveRow(task.id);
      const end = () => {
        leaveRow(task.id);
        stay(task.id);
      };
      const hold = why === 'moved' ? HOLD_MS : 0;
      timers.current.set(task.id, setTimeout(end, hold + MOTION_MS));
    },
    [stay, indexOf],
  );

  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running.values()) clearTimeout(timer);
    };
  }, []);

  return { exiting, exit, stay };
}
