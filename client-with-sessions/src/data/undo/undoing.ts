import { allSentences, hasStatus } from '../../api/errors';
import type { Outlook, TaskChange } from '../mutations/changes';
import type { Outcome } from '../mutations/outcome';
import { newKey } from '../outbox/idempotencyKey';
import { NothingToUndoError } from '../outbox/send';
import { makeUndoStack, type Side, type Step } from './undoStack';

/** How a person is told of what happened, in a message that passes. */
export interface ToastControls {
  /** Shows a message and returns its number. */
  show: (toast: { message: string; action?: { label: string; run: () => void } }) => number;
  dismiss: (id: number) => void;
  /** Says something else in one that is still shown. */
  reword: (id: number, message: string) => void;
}

/** The way back from what was done, and forth again. */
export interface Undoing {
  /** Something is being done: says so, and offers to undo it. */
  begin: (step: Step) => void;
  /** It was done; nothing is to be undone when it changed nothing. */
  settle: (step: Step, outcome: Outcome, known?: Partial<Step>) => void;
  /** It was not done after all. */
  withdraw: (step: Step) => void;
  /** Undoes the newest action, or does the last undone one again; says whether there was one. */
  undo: () => boolean;
  redo: () => boolean;
  /** Undoes any group; throws what stands in the way. */
  undoGroup: (group: number, label: string, side: Side) => Promise<void>;
  /** Calls back with what an undo brings into view. */
  onShown: (listener: (outlook: Outlook) => void) => () => void;
}

interface Means {
  toasts: ToastControls;
  owner: number;
  send: (change: TaskChange) => Promise<Outcome>;
  /** Forgets that a change was refused. */
  drop: (key: string) => void;
}

const OTHER = { undo: 'redo', redo: 'undo' } as const;
const OFFER = { undo: 'Undo', redo: 'Redo' } as const;
const SAID = { undo: 'Undone', redo: 'Redone' } as const;
const REFUSED = { undo: 'Not undone', redo: 'Not redone' } as const;

/** What another tab did, or this one before it was closed, is undone there. */
const NOTHING_TO_UNDO =
  'There is nothing to undo from this tab. Activity can take back everything else.';

export function makeUndoing({ toasts, owner, send, drop }: Means): Undoing {
  const stack = makeUndoStack(owner);
  const toastOf = new Map<string, number>();
  const taken = new Set<string>();
  const listeners = new Set<(outlook: Outlook) => void>();

  const offer = (step: Step, side: Side, message: string) => {
    const action = { label: OFFER[side], run: () => turn(step, side) };
    toastOf.set(step.key, toasts.show({ message, action }));
  };

  const withdraw = ({ key }: Step) => {
    stack.remove(key);
    const toast = toastOf.get(key);
    if (toast !== undefined) toasts.dismiss(toast);
    toastOf.delete(key);
  };

  const settle: Undoing['settle'] = (step, { group }, known = {}) => {
    if (group === undefined) return withdraw(step);
    const toast = toastOf.get(step.key);
    if (toast !== undefined && known.label !== undefined && known.label !== step.label) {
      toasts.reword(toast, known.label);
    }
    stack.settle(step, { ...known, group });
  };

  const announce = (outlook: Outlook | undefined) => {
    if (outlook) for (const listener of listeners) listener(outlook);
  };

  /** Takes a step back, or forth again: what does that is a step of its own, the other way. */
  const take = async (step: Step, side: Side) => {
    const { key, group, label, undone, done } = step;
    const next: Step = { key: newKey(), label, undone: done, done: undone };
    taken.add(key);
    withdraw(step);
    stack.add(OTHER[side], next);
    offer(next, OTHER[side], `${SAID[side]}: ${label}`);
    announce(undone);
    try {
      const outcome = await send({
        kind: 'undo',
        key: next.key,
        of: { key, group },
        shows: undone,
      });
      settle(next, outcome);
      const [task] = outcome.tasks;
      if (!undone && task) announce({ task });
    } catch (error) {
      withdraw(next);
      drop(next.key);
      if (error instanceof NothingToUndoError) {
        // It was refused, and nobody wants it any more.
        drop(key);
        return;
      }
      const isOver = hasStatus(error, 409) || hasStatus(error, 404);
      if (!isOver) stack.add(side, step);
      taken.delete(key);
      throw error;
    }
  };

  const turn = (step: Step, side: Side) => {
    if (taken.has(step.key)) return;
    take(step, side).catch((error: unknown) => {
      toasts.show({ message: `${REFUSED[side]}: ${step.label}. ${allSentences(error)}` });
    });
  };

  const turnNewest = (side: Side) => {
    const step = stack.newest(side);
    if (step) turn(step, side);
    else if (side === 'undo') toasts.show({ message: NOTHING_TO_UNDO });
    return step !== undefined;
  };

  return {
    begin(step) {
      stack.push(step);
      offer(step, 'undo', step.label);
    },
    settle,
    withdraw,
    undo: () => turnNewest('undo'),
    redo: () => turnNewest('redo'),
    undoGroup: (group, label, side) =>
      take(stack.find(group) ?? { key: newKey(), label, group }, side),
    onShown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
