import type { Drops, Side } from '../../selection/Drops';

/** Where dragged tasks would go. */
export type Target = { element: HTMLElement } & (
  | { kind: 'beside'; id: number; side: Side }
  | { kind: 'partOf'; id: number }
  | { kind: 'into'; part: string }
  | { kind: 'place'; place: string }
);

interface Dragged {
  ids: readonly number[];
  /** Whether a task can take all of them as its subtasks. */
  canHold: (id: number) => boolean;
}

/** In the middle of a row, what is dropped becomes a part of its task; at its edges, its neighbour. */
const MIDDLE = { from: 0.3, to: 0.7 };

/** Where tasks would go that are dropped at this point; undefined if nothing would change. */
export function targetAt(
  { x, y }: { x: number; y: number },
  { ids, canHold }: Dragged,
  drops: Drops | undefined,
): Target | undefined {
  const under = document.elementFromPoint(x, y);
  const link = under?.closest<HTMLElement>('[data-place]');
  if (link) return { kind: 'place', element: link, place: link.dataset.place ?? '' };
  if (!drops) return undefined;

  const part = under?.closest<HTMLElement>('main [data-takes]');
  // Between two cards, the next one is meant.
  const row = under?.closest<HTMLElement>('main [data-task]') ?? nearestIn(part, y);
  if (row) {
    const id = Number(row.dataset.task);
    const { top, height } = row.getBoundingClientRect();
    const at = (y - top) / height;
    const isMiddle = at > MIDDLE.from && at < MIDDLE.to;
    if (isMiddle && drops.takesParts && canHold(id)) return { kind: 'partOf', element: row, id };
    if (drops.beside && (!part || isOrdered(part))) {
      const side = at < 0.5 ? 'above' : 'below';
      return ids.includes(id) ? undefined : { kind: 'beside', element: row, id, side };
    }
  }

  if (!part || areAllIn(part, ids)) return undefined;
  return { kind: 'into', element: part, part: part.dataset.takes ?? '' };
}

/** Whether what is in a part of the page is in the manual order. */
function isOrdered(part: HTMLElement): boolean {
  return part.dataset.ordered !== undefined;
}

/** The card nearest to a height, in a part whose cards are in the manual order. */
function nearestIn(part: HTMLElement | null | undefined, y: number): HTMLElement | undefined {
  if (!part || !isOrdered(part)) return undefined;
  const distanceOf = (card: HTMLElement) => {
    const { top, bottom } = card.getBoundingClientRect();
    return Math.max(top - y, y - bottom, 0);
  };
  const cards = [...part.querySelectorAll<HTMLElement>('[data-task]')];
  return cards.toSorted((one, other) => distanceOf(one) - distanceOf(other))[0];
}

function areAllIn(part: HTMLElement, ids: readonly number[]): boolean {
  return ids.every((id) => part.querySelector(`[data-task="${id}"], [data-tasks~="${id}"]`));
}
