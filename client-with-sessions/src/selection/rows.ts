/** The number of the task whose row, or whose card, holds the focus. */
export function focusedTask(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-task]');
  return row?.dataset.task === undefined ? undefined : Number(row.dataset.task);
}

/** The tasks that the page shows, from the top. */
export function shownTasks(): number[] {
  // Rows out of sight of a long list are named by what keeps their room.
  const rows = document.querySelectorAll<HTMLElement>('main [data-task], main [data-tasks]');
  const ids = [...rows].flatMap(({ dataset: { task, tasks = '' } }) =>
    task === undefined ? tasks.split(' ').map(Number) : Number(task),
  );
  return [...new Set(ids)];
}

/** What a command is about: the selected tasks, or else the one that holds the focus. */
export function targetTasks(selected: readonly number[]): readonly number[] {
  if (selected.length > 0) return selected;
  const focused = focusedTask();
  return focused === undefined ? [] : [focused];
}
