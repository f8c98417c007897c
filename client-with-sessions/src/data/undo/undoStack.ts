import { isRecord, readJson } from '../../browser/json';
import { readStored, writeStored } from '../../browser/storage';
import type { UndoTarget } from '../mutations/changes';
import type { Outlooks } from '../mutations/outlook';

/** Something that was done in this tab and can be undone, or was undone and can be done again. */
export interface Step extends UndoTarget, Outlooks {
  /** What was done, in words: Deleted “Buy milk”. */
  label: string;
}

export type Side = 'undo' | 'redo';

/** The steps that lead back, and those that lead forward again; the newest are last. */
export interface UndoStack {
  /** A new action: what was undone before can't be done again by key. */
  push: (step: Step) => void;
  /** Something was undone, or done again. */
  add: (side: Side, step: Step) => void;
  newest: (side: Side) => Step | undefined;
  /** Takes a step out, because it is being undone or because it did not happen. */
  remove: (key: string) => void;
  /** Notes which group a step has become, and what else is known by then. */
  settle: (step: Step, known: Partial<Step>) => void;
  find: (group: number) => Step | undefined;
}

const MOST_STEPS = 100;
const session = () => window.sessionStorage;

/** The stack of a user in this tab; what the server knows of it outlives a reload. */
export function makeUndoStack(owner: number): UndoStack {
  const storageKey = `tracker.${owner}.undo`;
  let steps = read(storageKey);

  const change = (next: Record<Side, Step[]>) => {
    steps = { undo: next.undo.slice(-MOST_STEPS), redo: next.redo.slice(-MOST_STEPS) };
    writeStored(session, storageKey, JSON.stringify(steps, storedFields));
  };
  return {
    push: (step) => change({ undo: [...steps.undo, step], redo: [] }),
    add: (side, step) => change({ ...steps, [side]: [...steps[side], step] }),
    newest: (side) => steps[side].at(-1),
    remove(key) {
      const isOther = (step: Step) => step.key !== key;
      change({ undo: steps.undo.filter(isOther), redo: steps.redo.filter(isOther) });
    },
    settle(step, known) {
      Object.assign(step, known);
      change(steps);
    },
    find: (group) => [...steps.undo, ...steps.redo].find((step) => step.group === group),
  };
}

/** Whole tasks would soon fill the storage; without them the server is asked what to show. */
function storedFields(name: string, value: unknown): unknown {
  return name === 'undone' || name === 'done' ? undefined : value;
}

function read(storageKey: string): Record<Side, Step[]> {
  const stored = readJson(readStored(session, storageKey), isRecord);
  return { undo: stepsIn(stored?.undo), redo: stepsIn(stored?.redo) };
}

function stepsIn(stored: unknown): Step[] {
  return Array.isArray(stored) ? stored.filter(isKnownStep) : [];
}

/** What had no answer before the reload is in the activity, if it arrived. */
function isKnownStep(value: unknown): value is Step {
  if (!isRecord(value)) return false;
  const { key, label, group } = value;
  return typeof key === 'string' && typeof label === 'string' && typeof group === 'number';
}
