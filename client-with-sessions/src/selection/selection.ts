/** Which tasks are selected, in the order they were. */
export interface Selection {
  ids: () => readonly number[];
  isSelected: (id: number) => boolean;
  /** Selects a task, or no longer; from here a range is extended. */
  toggle: (id: number) => void;
  /**
   * Selects everything from the task that was selected last to this one; `order` is what the list
   * shows, from the top.
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
  /** Where the range begins. */
  let anchor: number | undefined;
  /** What the range of before covered: a shorter one lets go of the rest. */
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
      // With nothing to begin at, the range is this one task.
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
