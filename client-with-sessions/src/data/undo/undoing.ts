import { allSentences, hasStatus } from '../../api/errors';
import type { TaskResult } from '../lists/optimistic';
import { NothingToUndoError, undoGroup } from '../mutations/undoGroup';
import { newIdempotencyKey } from '../outbox/idempotencyKey';
import type { Mutation, Result } from '../outbox/mutation';
import { type Direction, makeUndoStack, type Undoable } from './undoStack';

/** Shows messages that go away by themselves. */
export interface ToastControls {
  /** Shows a message and returns its number. */
  show: (toast: ToastContent) => number;
  dismiss: (id: number) => void;
  /** Changes a message that is still shown; a press on it may lead to what it is about. */
  reword: (id: number, message: string, open?: () => void) => void;
}

interface ToastContent {
  message: string;
  action?: { label: string; run: () => void };
  /** Leads to what the message is about. */
  open?: () => void;
  /** A later message about the same takes the place of this one. */
  about?: string | undefined;
}

/** Undoes and redoes actions. */
export interface Undoing {
  /** Shows an action and offers to undo it. */
  begin: (undoable: Undoable) => void;
  /** Stores the action's group. Without one nothing changed, so there is nothing to undo. */
  settle: (undoable: Undoable, result: Result, known?: Partial<Undoable>) => void;
  /** Says more about an action, if its message is still shown. */
  reword: (undoable: Undoable, message: string, open?: () => void) => void;
  /** Withdraws the offer, because the action did not happen. */
  withdraw: (undoable: Undoable) => void;
  /** Undoes the newest action, or redoes the last undone one; returns whether there was one. */
  undo: () => boolean;
  redo: () => boolean;
  /** Undoes any group; throws if something prevents it. */
  undoGroup: (group: number, label: string, direction: Direction) => Promise<void>;
  /** Calls back with the task that an undo brings into view. */
  onShown: (listener: (result: TaskResult) => void) => () => void;
}

interface Context {
  toasts: ToastControls;
  owner: number;
  send: (mutation: Mutation) => Promise<Result>;
  /** Forgets that a mutation was refused. */
  drop: (idempotencyKey: string) => void;
}

const OTHER = { undo: 'redo', redo: 'undo' } as const;
const OFFER = { undo: 'Undo', redo: 'Redo' } as const;
const DONE = { undo: 'Undone', redo: 'Redone' } as const;
const REFUSED = { undo: 'Not undone', redo: 'Not redone' } as const;

/** A tab undoes only its own actions; Activity can undo everything. */
const NOTHING_TO_UNDO =
  'There is nothing to undo in this tab. Everything else can be undone on the Activity page.';

export function makeUndoing({ toasts, owner, send, drop }: Context): Undoing {
  const stack = makeUndoStack(owner);
  const toastOf = new Map<string, number>();
  const taken = new Set<string>();
  const listeners = new Set<(result: TaskResult) => void>();

  const offer = (undoable: Undoable, direction: Direction, message: string) => {
    const action = { label: OFFER[direction], run: () => start(undoable, direction) };
    toastOf.set(undoable.idempotencyKey, toasts.show({ message, action, about: undoable.about }));
  };

  const withdraw = ({ idempotencyKey }: Undoable) => {
    stack.remove(idempotencyKey);
    const toast = toastOf.get(idempotencyKey);
    if (toast !== undefined) toasts.dismiss(toast);
    toastOf.delete(idempotencyKey);
  };

  const settle: Undoing['settle'] = (undoable, { group }, known = {}) => {
    if (group === undefined) return withdraw(undoable);
    const toast = toastOf.get(undoable.idempotencyKey);
    if (toast !== undefined && known.label !== undefined && known.label !== undoable.label) {
      toasts.reword(toast, known.label);
    }
    stack.settle(undoable, { ...known, group });
  };

  const announce = (result: TaskResult | undefined) => {
    if (result) for (const listener of listeners) listener(result);
  };

  /** Undoes or redoes an action, which can be undone in turn. */
  const take = async (undoable: Undoable, direction: Direction) => {
    const { idempotencyKey, group, label, undone, done } = undoable;
    const mutation = undoGroup({ target: { idempotencyKey, group }, shows: undone });
    const next: Undoable = {
      idempotencyKey: mutation.idempotencyKey,
      label,
      about: undoable.about,
      undone: done,
      done: undone,
    };
    taken.add(idempotencyKey);
    withdraw(undoable);
    stack.add(OTHER[direction], next);
    offer(next, OTHER[direction], `${DONE[direction]}: ${label}`);
    announce(undone);
    try {
      const result = await send(mutation);
      settle(next, result);
      const task = result.tasks?.[0];
      if (!undone && task) announce({ task });
    } catch (error) {
      withdraw(next);
      drop(next.idempotencyKey);
      if (error instanceof NothingToUndoError) {
        // The action itself was refused, and the user no longer wants it.
        drop(idempotencyKey);
        return;
      }
      const isOver = hasStatus(error, 409) || hasStatus(error, 404);
      if (!isOver) stack.add(direction, undoable);
      taken.delete(idempotencyKey);
      throw error;
    }
  };

  const start = (undoable: Undoable, direction: Direction) => {
    if (taken.has(undoable.idempotencyKey)) return;
    take(undoable, direction).catch((error: unknown) => {
      toasts.show({ message: `${REFUSED[direction]}: ${undoable.label}. ${allSentences(error)}` });
    });
  };

  const takeNewest = (direction: Direction) => {
    const undoable = stack.newest(direction);
    if (undoable) start(undoable, direction);
    else if (direction === 'undo') toasts.show({ message: NOTHING_TO_UNDO });
    return undoable !== undefined;
  };

  return {
    begin(undoable) {
      stack.push(undoable);
      offer(undoable, 'undo', undoable.label);
    },
    settle,
    reword({ idempotencyKey }, message, open) {
      const toast = toastOf.get(idempotencyKey);
      if (toast !== undefined) toasts.reword(toast, message, open);
    },
    withdraw,
    undo: () => takeNewest('undo'),
    redo: () => takeNewest('redo'),
    undoGroup: (group, label, direction) =>
      take(stack.find(group) ?? { idempotencyKey: newIdempotencyKey(), label, group }, direction),
    onShown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
