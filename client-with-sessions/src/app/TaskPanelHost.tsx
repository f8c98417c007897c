import { useEffect, useRef, useState } from 'react';
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
  const [isPage, setPage] = useState(id !== undefined);
  useFocusBack(id);

  useEffect(() => whenSettled(fetchAhead), []);
  useEffect(() => {
    // What is opened from then on lies over a page.
    if (id === undefined) setPage(false);
  }, [id]);

  if (id === undefined) return null;
  return <TaskPanel key={id} id={id} isPage={isPage} />;
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
