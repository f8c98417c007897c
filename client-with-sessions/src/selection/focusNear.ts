/** Moves the focus to the row after those that will go, or the one before, or the heading. */
export function focusNear(ids: readonly number[]): void {
  const going = new Set(ids.map(String));
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-task]')];
  const stays = (row: HTMLElement) => !going.has(row.dataset.task ?? '');
  const last = rows.findLastIndex((row) => !stays(row));
  const next = rows.slice(last + 1).find(stays) ?? rows.slice(0, last + 1).findLast(stays);
  const control = next?.querySelector<HTMLElement>('input, button');
  (control ?? document.querySelector<HTMLElement>('h1'))?.focus();
}
