/** Which tasks are selected, in the order in which they were selected. */
export interface Selection {
  ids: () => readonly number[];
  isSelected: (id: number) => boolean;
  /** Selects or deselects a task; ranges begin at it from then on. */
  toggle: (id: number) => void;
  /**
   * Selects everything from the task that was selected last to this one; `order` has all tasks
   * of the list, from the top.
   */
  extendTo: (id: number, order: readonly number[]) => void;
  /** Selects these and nothing else. */
  set: (ids: readonly number[]) => void;
  clear: () => void;
  subscribe: (listener: () => void) => () => void;
}

const NONE: readonly number[] = [];

export function makeSelection(): Selection {
  let ids = NONE;
  let chosen: ReadonlySet<number> = new Set();
  /** The task at which a range begins. */
  let anchor: number | undefined;
  /** The last range, so that a shorter one deselects the rest. */
  let range = NONE;
  const listeners = new Set<() => void>();

  const change = (next: readonly number[]) => {
    ids = next;
    chosen = new Set(next);
    for (const listener of listeners) listener();
  };

  const isSelected = (id: number) => chosen.has(id);

  return {
    ids: () => ids,
    isSelected,
    toggle(id) {
      anchor = id;
      range = NONE;
      change(isSelected(id) ? ids.filter((other) => other !== id) : [...ids, id]);
    },
    extendTo(id, order) {
      const end = order.indexOf(id);
      if (end < 0) return;
      // Without a beginning, the range is this one task.
      const begin = anchor === undefined ? -1 : order.indexOf(anchor);
      if (begin < 0) anchor = id;
      const from = begin < 0 ? end : begin;
      const next = order.slice(Math.min(from, end), Math.max(from, end) + 1);
      const before = new Set(range);
      const kept = ids.filter((other) => !before.has(other));
      range = next;
      change([...new Set([...kept, ...next])]);
    },
    set(next) {
      anchor = next.at(-1);
      range = NONE;
      change(next);
    },
    clear() {
      anchor = undefined;
      range = NONE;
      if (ids.length > 0) change(NONE);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
