import type { Mutation, Result } from './mutation';

/** A second press of a double click comes within this time. */
const DOUBLE_MS = 600;

interface Moved {
  /** How, in words. */
  label: string;
  /** The version of the task that was moved. */
  from: number;
  /** Its version afterwards, once the server has answered. */
  to?: number | undefined;
  at: number;
}

/** Lets the same task of a series move on only once, however often that is asked for. */
export function makeSeries(now: () => number = () => performance.now()) {
  const last = new Map<number, Moved>();
  return {
    /** Whether this asks again for what is pending or was just done. */
    isRepeated({ task, label, movesSeries }: Mutation): boolean {
      const moved = movesSeries && task ? last.get(task.id) : undefined;
      if (!task || !moved) return false;
      if (task.version === moved.from) return true;
      const isSame = task.version === moved.to && label === moved.label;
      const isRepeated = isSame && now() - moved.at < DOUBLE_MS;
      // Whoever keeps pressing has not seen the answer yet.
      if (isRepeated) moved.at = now();
      return isRepeated;
    },
    begin({ task, label, movesSeries }: Mutation): void {
      if (!task) return;
      if (movesSeries) last.set(task.id, { label, from: task.version, at: now() });
      // Another change of the task, such as reopening it, makes the next move a new one.
      else last.delete(task.id);
    },
    /** Forgets all moves, because an undo may have taken them back. */
    clear(): void {
      last.clear();
    },
    settle({ task }: Mutation, { tasks = [] }: Result): void {
      const moved = task && last.get(task.id);
      if (moved) Object.assign(moved, { to: tasks.find(({ id }) => id === task.id)?.version });
    },
    /** Forgets a move that did not happen. */
    withdraw({ task, movesSeries }: Mutation): void {
      if (movesSeries && task) last.delete(task.id);
    },
  };
}
