import { isRecord, readJson } from '../../browser/json';
import { readStored, writeStored } from '../../browser/storage';
import type { UndoResults } from './inverse';

/** An action in this tab that can be undone or redone. */
export interface Undoable extends UndoResults {
  idempotencyKey: string;
  /** The action in words: Deleted “Buy milk”. */
  label: string;
  /** The task it is about, if it is a single one. */
  about?: string | undefined;
  /** Its group in the log, once the server has answered. */
  group?: number | undefined;
}

export type Direction = 'undo' | 'redo';

/** The actions that can be undone and redone, newest last. */
export interface UndoStack {
  /** Adds a new action, after which nothing that was undone before can be redone. */
  push: (undoable: Undoable) => void;
  /** Adds an action that was undone or redone. */
  add: (direction: Direction, undoable: Undoable) => void;
  newest: (direction: Direction) => Undoable | undefined;
  /** Removes an action that is being undone or did not happen. */
  remove: (idempotencyKey: string) => void;
  /** Adds the group of an action, and anything else the answer tells. */
  settle: (undoable: Undoable, known: Partial<Undoable>) => void;
  find: (group: number) => Undoable | undefined;
}

const MOST_KEPT = 100;
const session = () => window.sessionStorage;

/** The stack of a user in this tab; a reload keeps the actions that the server has answered. */
export function makeUndoStack(owner: number): UndoStack {
  const storageKey = `tracker.${owner}.undo`;
  let stacks = read(storageKey);

  const change = (next: Record<Direction, Undoable[]>) => {
    stacks = { undo: next.undo.slice(-MOST_KEPT), redo: next.redo.slice(-MOST_KEPT) };
    writeStored(session, storageKey, JSON.stringify(stacks, storedFields));
  };
  return {
    push: (undoable) => change({ undo: [...stacks.undo, undoable], redo: [] }),
    add: (direction, undoable) =>
      change({ ...stacks, [direction]: [...stacks[direction], undoable] }),
    newest: (direction) => stacks[direction].at(-1),
    remove(idempotencyKey) {
      const isOther = (undoable: Undoable) => undoable.idempotencyKey !== idempotencyKey;
      change({ undo: stacks.undo.filter(isOther), redo: stacks.redo.filter(isOther) });
    },
    settle(undoable, known) {
      Object.assign(undoable, known);
      change(stacks);
    },
    find: (group) => [...stacks.undo, ...stacks.redo].find((undoable) => undoable.group === group),
  };
}

/** Whole tasks would soon fill the storage. Without them, the page waits for the answer. */
function storedFields(name: string, value: unknown): unknown {
  return name === 'undone' || name === 'done' ? undefined : value;
}

function read(storageKey: string): Record<Direction, Undoable[]> {
  const stored = readJson(readStored(session, storageKey), isRecord);
  return { undo: undoablesIn(stored?.undo), redo: undoablesIn(stored?.redo) };
}

function undoablesIn(stored: unknown): Undoable[] {
  return Array.isArray(stored) ? stored.filter(isKnown) : [];
}

/** An action unanswered before the reload appears in Activity, if it reached the server. */
function isKnown(value: unknown): value is Undoable {
  if (!isRecord(value)) return false;
  const { idempotencyKey, label, group } = value;
  const isNamed = typeof idempotencyKey === 'string' && typeof label === 'string';
  return isNamed && typeof group === 'number';
}
