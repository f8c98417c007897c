import type { TaskPatch } from '../../api/types';
import { isRecord, readJson } from '../../browser/json';
import { readStored, writeStored } from '../../browser/storage';
import { FIELD_NAMES, type Field } from '../../words/fields';
import { fieldsOf, only } from './conflict';

/** What the user wanted to save and was changed elsewhere too, by task, until they have chosen. */
export interface Conflicts {
  /** The wanted values of a task; the same object until they change. */
  of: (id: number) => TaskPatch | undefined;
  hasAny: () => boolean;
  /** Keeps what the user wanted. */
  hold: (id: number, mine: TaskPatch) => void;
  /** Forgets fields that were chosen, or set anew. */
  settle: (id: number, fields: readonly Field[]) => void;
  watch: (id: number, listener: () => void) => () => void;
  watchAny: (listener: () => void) => () => void;
  /** Whether something on the page shows those of a task. */
  isWatched: (id: number) => boolean;
}

const session = () => window.sessionStorage;

/** Keeps conflicts over a reload, so nothing that was typed is lost. */
export function makeConflicts(owner: number): Conflicts {
  const key = `tracker.${owner}.conflicts`;
  const all = new Map(readJson(readStored(session, key), areConflicts));
  const watchers = new Map<number, Set<() => void>>();
  const ofAny = new Set<() => void>();

  const set = (id: number, mine: TaskPatch) => {
    if (fieldsOf(mine).length > 0) all.set(id, mine);
    else if (!all.delete(id)) return;
    writeStored(session, key, all.size > 0 ? JSON.stringify([...all]) : null);
    for (const listener of [...(watchers.get(id) ?? []), ...ofAny]) listener();
  };

  return {
    of: (id) => all.get(id),
    hasAny: () => all.size > 0,
    hold: (id, mine) => set(id, { ...all.get(id), ...mine }),
    settle: (id, fields) =>
      set(
        id,
        only(all.get(id) ?? {}, (field) => !fields.includes(field)),
      ),
    watch(id, listener) {
      const own = watchers.get(id) ?? new Set();
      watchers.set(id, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && watchers.get(id) === own) watchers.delete(id);
      };
    },
    watchAny(listener) {
      ofAny.add(listener);
      return () => ofAny.delete(listener);
    },
    isWatched: (id) => watchers.has(id),
  };
}

function areConflicts(value: unknown): value is [number, TaskPatch][] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) =>
        Array.isArray(entry) &&
        typeof entry[0] === 'number' &&
        isRecord(entry[1]) &&
        Object.keys(entry[1]).every((field) => FIELD_NAMES.includes(field as Field)),
    )
  );
}
