import type { QueryClient } from '@tanstack/react-query';
import { hasStatus, toProblem } from '../api/errors';
import { takeOver } from './cache/takeOver';
import { captureInWords } from './mutations/capture';
import { failureInWords, type TaskChange, taskOf } from './mutations/changes';
import { changeInWords } from './mutations/inWords';
import type { Outcome } from './mutations/outcome';
import { outlooksOf, outlooksOfCreated } from './mutations/outlook';
import { dropFailures } from './outbox/pending';
import { makeChange } from './outbox/queue';
import { makeVersions } from './outbox/versions';
import { taskKeys } from './queries/tasks';
import { makeUndoing, type ToastControls, type Undoing } from './undo/undoing';
import type { Step } from './undo/undoStack';

/** Makes changes, takes them back, and lets go of those that were refused. */
export interface Changes extends Pick<Undoing, 'undo' | 'redo' | 'undoGroup' | 'onShown'> {
  /** A refusal is not thrown: it stays beside the row until it was dealt with. */
  make: (change: TaskChange, then?: Then) => void;
  /** Forgets what was refused of the same task. */
  forget: (change: TaskChange) => void;
  /** Whether a group of changes was made in this tab, which has seen the answer. */
  isOwn: (group: number) => boolean;
}

/** What follows on a change. */
export interface Then {
  done?: (outcome: Outcome) => void;
  /** Nobody asked for it, so nobody is told, and it is not undone by key. */
  quietly?: boolean;
  /** Says whether the refusal is dealt with, so that nobody has to be told. */
  refused?: (error: unknown) => boolean;
}

const FOR_GOOD: ReadonlySet<TaskChange['kind']> = new Set(['purge', 'emptyTrash']);

export function makeChanges(client: QueryClient, toasts: ToastControls, owner: number): Changes {
  const groups = new Map<string, number>();
  const own = new Set<number>();
  const sent = {
    versions: makeVersions(),
    groupOf: (key: string) => groups.get(key),
    noteGroup(key: string, group: number | undefined) {
      if (group === undefined) return;
      groups.set(key, group);
      own.add(group);
    },
  };
  const cache = {
    takeOver: (change: TaskChange, outcome: Outcome) => takeOver(client, change, outcome),
    refresh: () => void client.invalidateQueries({ queryKey: taskKeys.all }),
  };
  const send = (change: TaskChange) => makeChange(client, sent, cache, change);
  const drop = (key: string) => dropFailures(client, (failed) => failed.key === key);
  const undoing = makeUndoing({ toasts, owner, send, drop });

  const forget = (change: TaskChange) =>
    dropFailures(client, (failed) => subject(failed) === subject(change));

  const tell = (change: TaskChange, error: unknown) => {
    const title = taskOf(change)?.title;
    const what = title === undefined ? '' : `: ${title}`;
    toasts.show({ message: `${failureInWords(change)}${what}. ${toProblem(error).message}` });
  };

  return {
    make(change, then = {}) {
      forget(change);
      const step: Step = { key: change.key, label: changeInWords(change), ...outlooksOf(change) };
      if (!FOR_GOOD.has(change.kind) && !then.quietly) undoing.begin(step);
      send(change).then(
        (outcome) => {
          undoing.settle(step, outcome, knownOf(change, outcome));
          then.done?.(outcome);
        },
        (error: unknown) => {
          undoing.withdraw(step);
          const isDealtWith = then.refused?.(error) ?? false;
          if (!isDealtWith && hasPlace(change, error)) return;
          forget(change);
          if (!isDealtWith && !then.quietly) tell(change, error);
        },
      );
    },
    forget,
    isOwn: (group) => own.has(group),
    undo: undoing.undo,
    redo: undoing.redo,
    undoGroup: undoing.undoGroup,
    onShown: undoing.onShown,
  };
}

/** What is known of a change once the server has answered; also how it has understood what was typed. */
function knownOf(change: TaskChange, { tasks }: Outcome): Partial<Step> {
  const isNew = change.kind === 'create' || change.kind === 'capture';
  const [task, ...more] = tasks;
  if (!isNew || !task) return {};
  return {
    ...(change.kind === 'capture' && { label: captureInWords({ drafts: tasks }) }),
    ...(more.length === 0 && outlooksOfCreated(change.key, task)),
  };
}

/** Whether there is a place on the page beside which the refusal can be told. */
function hasPlace(change: TaskChange, error: unknown): boolean {
  const isGone = hasStatus(error, 404);
  if (change.kind === 'create' || change.kind === 'capture') return true;
  // What was typed stays, also when the task is gone.
  if (change.kind === 'update')
    return !isGone || 'title' in change.patch || 'description' in change.patch;
  return change.kind === 'delete' && !isGone;
}

function subject(change: TaskChange): string | number {
  return taskOf(change)?.id ?? change.key;
}
