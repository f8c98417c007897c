const ROW = '[data-task]';

/** The id of the task whose row has the focus. */
export function focusedTask(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>(ROW);
  return row?.dataset.task === undefined ? undefined : Number(row.dataset.task);
}

/** Focuses the row of a task: its checkbox, or the title while it is edited. */
export function focusTask(id: number): boolean {
  const row = document.querySelector<HTMLElement>(`[data-task="${id}"]`);
  focusRow(row);
  return row !== null;
}

/** Moves the focus a row down or up; from elsewhere to the first row. */
export function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  focusRow(current < 0 ? rows[0] : rows[current + step]);
}

/** Focuses the first row; returns whether there is one. */
export function focusFirstRow(): boolean {
  const row = document.querySelector<HTMLElement>(`main ${ROW}`);
  focusRow(row);
  return row !== null;
}

/** Moves the focus to the next control of the focused row, or the one before; returns whether there is one. */
export function moveInRow(step: 1 | -1): boolean {
  const row = document.activeElement?.closest<HTMLElement>(`main ${ROW}`);
  if (!row) return false;
  const controls = [...row.querySelectorAll<HTMLElement>('input, button, a')].filter(
    (control) => control.checkVisibility?.() ?? true,
  );
  const current = controls.indexOf(document.activeElement as HTMLElement);
  controls[current + step]?.focus();
  return true;
}

/** Moves the focus out of a row that will go: to the next, the previous, or the add line. */
export function leaveRow(id: number): void {
  if (focusedTask() !== id) return;
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const neighbour = rows[current + 1] ?? rows[current - 1];
  if (neighbour) focusRow(neighbour);
  else focusAddLine();
}

export function focusAddLine(): void {
  document.querySelector<HTMLElement>('[data-add-line]')?.focus();
}

function focusRow(row: HTMLElement | null | undefined): void {
  row?.querySelector<HTMLElement>('input:not(:disabled), button')?.focus();
}
