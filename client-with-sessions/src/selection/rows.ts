/** The id of the task whose row or card has the focus. */
export function focusedTask(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-task]');
  return row?.dataset.task === undefined ? undefined : Number(row.dataset.task);
}

/** The ids of the tasks that the page shows, from the top. */
export function shownTasks(): number[] {
  // In a long list, placeholders name the rows that are not rendered.
  const rows = document.querySelectorAll<HTMLElement>('main [data-task], main [data-tasks]');
  const ids = [...rows].flatMap(({ dataset: { task, tasks = '' } }) =>
    task === undefined ? tasks.split(' ').map(Number) : Number(task),
  );
  return [...new Set(ids)];
}

/** The tasks a command applies to: the selected ones, or else the focused one. */
export function targetTasks(selected: readonly number[]): readonly number[] {
  if (selected.length > 0) return selected;
  const focused = focusedTask();
  return focused === undefined ? [] : [focused];
}

/** The row or card of a task, if it is rendered. */
export function rowOf(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`main [data-task="${id}"]`);
}

/** Focuses the row of a task, unless something in it has the focus. */
export function focusRow(id: number): void {
  const row = rowOf(id);
  if (row && !row.contains(document.activeElement)) {
    row.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }
}
