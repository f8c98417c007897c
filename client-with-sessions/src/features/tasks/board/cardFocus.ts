export function cardOf(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`main [data-task="${id}"]`);
}

export function focusCard(id: number): void {
  cardOf(id)?.querySelector<HTMLElement>('[data-title]')?.focus();
}

/** Moves the focus a card up or down within a column; from elsewhere to the first card. */
export function stepInColumn(by: 1 | -1): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-task]');
  const column = focused?.closest('[data-column]') ?? document;
  const cards = [...column.querySelectorAll<HTMLElement>('main [data-task]')];
  const next = focused ? cards[cards.indexOf(focused) + by] : cards[0];
  next?.querySelector<HTMLElement>('[data-title]')?.focus();
}

/** Moves the focus to the next column that has cards, to the same height. */
export function stepColumn(by: 1 | -1): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-task]');
  const columns = [...document.querySelectorAll<HTMLElement>('[data-column]')];
  const from = columns.findIndex((column) => focused && column.contains(focused));
  const ahead =
    by === 1 ? columns.slice(from + 1) : columns.slice(0, Math.max(from, 0)).toReversed();
  const target = ahead.find((column) => column.querySelector('[data-task]'));
  const height = focused && columns[from] ? cardsOf(columns[from]).indexOf(focused) : 0;
  const cards = target ? cardsOf(target) : [];
  (cards[height] ?? cards.at(-1))?.querySelector<HTMLElement>('[data-title]')?.focus();
}

function cardsOf(column: Element): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[data-task]')];
}
