import type { QueryClient } from '@tanstack/react-query';
import { toProblem } from '../api/errors';
import type { TaskPatch } from '../api/types';
import { tasksInWords } from '../words/tasks';
import { takeResult } from './cache/takeResult';
import { fieldsOf } from './outbox/conflict';
import { type Conflicts, makeConflicts } from './outbox/conflicts';
import type { Mutation, Result } from './outbox/mutation';
import { dropRefused } from './outbox/pending';
import { enqueue } from './outbox/queue';
import { makeSeries } from './outbox/series';
import { makeVersions } from './outbox/versions';
import { taskKeys } from './queries/tasks';
import { inverseOf } from './undo/inverse';
import { makeUndoing, type ToastControls, type Undoing } from './undo/undoing';
import type { Undoable } from './undo/undoStack';

/** Sends mutations, undoes them, and forgets refused ones. */
export interface Mutations extends Pick<Undoing, 'undo' | 'redo' | 'undoGroup' | 'onShown'> {
  /** Never throws: a refusal is shown beside the row it is about, or in a message. */
  mutate: (mutation: Mutation, then?: Then) => void;
  /** What was changed here and elsewhere. */
  conflicts: Conflicts;
  /** Forgets refused mutations of the same task. */
  forget: (mutation: Mutation) => void;
  /** Whether a group of changes is known to come from this tab. */
  isOwn: (group: number) => boolean;
}

/** What happens after a mutation. */
export interface Then {
  done?: (result: Result) => void;
  /** Returns true if it has dealt with the refusal, so that no message is needed. */
  refused?: (error: unknown) => boolean;
}

export function makeMutations(
  client: QueryClient,
  toasts: ToastControls,
  owner: number,
  open: (task: number) => void = () => {},
): Mutations {
  const groups = new Map<string, number>();
  const own = new Set<number>();
  const series = makeSeries();
  const conflicts = makeConflicts(owner);
  const context = {
    versions: makeVersions(),
    groupOf: (idempotencyKey: string) => groups.get(idempotencyKey),
    noteGroup(idempotencyKey: string, group: number | undefined) {
      if (group === undefined) return;
      groups.set(idempotencyKey, group);
      own.add(group);
    },
    takeResult: (mutation: Mutation, result: Result) => takeResult(client, mutation, result),
    refetchTasks: () => void client.invalidateQueries({ queryKey: taskKeys.all }),
  };
  const send = (mutation: Mutation) => enqueue(client, context, mutation);
  const drop = (idempotencyKey: string) =>
    dropRefused(client, (refused) => refused.idempotencyKey === idempotencyKey);
  const undoing = makeUndoing({ toasts, owner, send, drop });

  const forget = (mutation: Mutation) =>
    dropRefused(client, (refused) => subjectOf(refused) === subjectOf(mutation));

  const report = ({ refusal, task }: Mutation, error: unknown) => {
    const title = task === undefined ? '' : `: ${task.title}`;
    toasts.show({ message: `${refusal}${title}. ${toProblem(error).message}` });
  };

  /** Says what came of it once that is known, with a way to the task that was added. */
  const tellMore = (undoable: Undoable, { typed, outcome }: Mutation, result: Result) => {
    const [added, ...others] = typed === undefined ? [] : (result.tasks ?? []);
    const toAdded = added && others.length === 0 ? () => open(added.id) : undefined;
    if (toAdded) undoing.reword(undoable, undoable.label, toAdded);
    outcome?.(result, client).then(
      (words) => words !== undefined && undoing.reword(undoable, words, toAdded),
      // The message says less then.
      () => undefined,
    );
  };

  /** Keeps what was not saved; says so in a message if nothing on the page shows it. */
  const hold = (id: number, title: string, mine: TaskPatch) => {
    conflicts.hold(id, mine);
    if (conflicts.isWatched(id)) return;
    const message = `Not saved: “${title}” was changed elsewhere, too.`;
    toasts.show({ message, open: () => open(id), about: `conflict ${id}` });
  };

  const afresh =
    <A extends unknown[], R>(undo: (...args: A) => R) =>
    (...args: A): R => {
      series.clear();
      return undo(...args);
    };

  return {
    mutate(mutation, then = {}) {
      if (series.isRepeated(mutation)) return;
      series.begin(mutation);
      forget(mutation);
      const { idempotencyKey, label, task, patch } = mutation;
      // What is set anew needs no choice any more.
      if (task && patch) conflicts.settle(task.id, fieldsOf(patch));
      const about = task && `task ${task.id}`;
      const undoable: Undoable = { idempotencyKey, label, about, ...inverseOf(mutation) };
      if (!mutation.isForGood && !mutation.isAutomatic) undoing.begin(undoable);
      send(mutation).then(
        (result) => {
          series.settle(mutation, result);
          undoing.settle(undoable, result, knownOf(mutation, result));
          tellMore(undoable, mutation, result);
          if (task && result.held)
            hold(task.id, result.tasks?.[0]?.title ?? task.title, result.held);
          then.done?.(result);
        },
        (error: unknown) => {
          series.withdraw(mutation);
          undoing.withdraw(undoable);
          const isDealtWith = then.refused?.(error) ?? false;
          if (!isDealtWith && mutation.staysWhenRefused?.(error)) return;
          forget(mutation);
          if (!isDealtWith && !mutation.isAutomatic) report(mutation, error);
        },
      );
    },
    conflicts,
    forget,
    isOwn: (group) => own.has(group),
    undo: afresh(undoing.undo),
    redo: afresh(undoing.redo),
    undoGroup: afresh(undoing.undoGroup),
    onShown: undoing.onShown,
  };
}

/** What the answer adds: what of it was done, and for created tasks, what the line means. */
function knownOf(
  { typed, idempotencyKey }: Mutation,
  { tasks = [], label }: Result,
): Partial<Undoable> {
  // What the page would show for all of it holds for a part only.
  if (label !== undefined) return { label, undone: undefined, done: undefined };
  const [task, ...others] = tasks;
  if (typed === undefined || !task) return {};
  return {
    label: `Added ${tasksInWords(tasks.length, task.title)}`,
    ...(others.length === 0 && {
      undone: { gone: { idempotencyKey, id: task.id } },
      done: { task },
    }),
  };
}

/** A new mutation replaces refused ones of the same subject. */
function subjectOf({ task, idempotencyKey }: Mutation): string | number {
  return task?.id ?? idempotencyKey;
}
