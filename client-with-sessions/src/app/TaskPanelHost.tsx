import { useEffect, useRef } from 'react';
import { whenSettled } from '../browser/settled';
import { focusAddLine, focusTask } from '../features/tasks/row/rowFocus';
import { useOpenTask } from '../selection/OpenTask';
import { loadable } from '../ui/loadable';

const { Component: TaskPanel, fetchAhead } = loadable(
  async () => (await import('./TaskPanel')).TaskPanel,
);

/** A task's details beside the page. */
export function TaskPanelHost() {
  const { id } = useOpenTask();
  useFocusBack(id);

  useEffect(() => whenSettled(fetchAhead), []);

  if (id === undefined) return null;
  return <TaskPanel key={id} id={id} />;
}

/** Returns the focus from the details to the row of the task. */
function useFocusBack(id: number | undefined): void {
  const last = useRef<number>(undefined);

  useEffect(() => {
    const before = last.current;
    last.current = id;
    if (before === undefined || id !== undefined) return;
    if (document.activeElement === document.body && !focusTask(before)) focusAddLine();
  }, [id]);
}
