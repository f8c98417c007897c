import { useMemo } from 'react';
import { hasStatus } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { useChanges } from '../../../data/ChangesProvider';
import { rulesOf, type Source } from '../../../data/lists/lists';
import type { CaptureContext, Drafted } from '../../../data/mutations/capture';
import type { TaskChange } from '../../../data/mutations/changes';
import { patched } from '../../../data/mutations/patched';
import { newKey } from '../../../data/outbox/idempotencyKey';
import type { FailedChange } from '../../../data/outbox/pending';
import { focusedTask } from './rowFocus';
import type { Leaving } from './useLeaving';

/** Everything a person can do to a task. */
export interface TaskActions {
  /** Adds what was typed, a task a line. */
  add: (text: string, context: CaptureContext, drafts: Drafted[]) => void;
  /** Changes what stands in a task, as the person saw it. */
  save: (seen: Task, patch: TaskPatch) => void;
  /** The same for a task that was deleted meanwhile: it comes back, or is added anew. */
  revive: (seen: Task, patch: TaskPatch) => void;
  setDone: (task: Task, done: boolean) => void;
  /** Plans a task for a day, or for none. */
  plan: (task: Task, day: string | null) => void;
  remove: (task: Task) => void;
  /** Does again what the server refused. */
  retry: (failure: FailedChange) => void;
  /** Lets go of what the server refused. */
  forget: (change: TaskChange) => void;
}

interface Rows {
  leave: (task: Task, why: Leaving['why']) => void;
  stay: (id: number) => void;
  /** Brings the focus to a row where it will be. */
  wantFocus: (id: number) => void;
}

/** The actions on the tasks of one list; each shows at once and is sent behind the scenes. */
export function useTaskActions(source: Source, today: string, rows: Rows): TaskActions {
  const { leave, stay, wantFocus } = rows;
  const { make, forget } = useChanges();

  return useMemo(() => {
    const makeOrStay = (change: TaskChange & { task: Task }) =>
      make(change, {
        refused: () => {
          stay(change.task.id);
          return false;
        },
      });

    const save = (task: Task, patch: TaskPatch) =>
      make({ kind: 'update', key: newKey(), task, patch });

    const saveAndMove = (task: Task, patch: TaskPatch) => {
      const changed = patched(task, patch);
      if (rulesOf(source, today).shows(changed, true)) {
        stay(task.id);
        // Under another day's heading it is another element.
        if (source.kind === 'agenda' && focusedTask() === task.id) wantFocus(task.id);
      } else leave(changed, 'moved');
      makeOrStay({ kind: 'update', key: newKey(), task, patch });
    };

    return {
      add: (text, context, drafts) =>
        make({ kind: 'capture', key: newKey(), text, context, drafts }),
      save,
      revive: (task, patch) =>
        make(
          { kind: 'restore', key: newKey(), task },
          {
            done: () => save(task, patch),
            refused: (error) => {
              if (!hasStatus(error, 404)) return false;
              const { title, description } = { ...task, ...patch };
              make({ kind: 'create', key: newKey(), title, description });
              return true;
            },
          },
        ),
      setDone(task, done) {
        const completed_at = done ? new Date().toISOString() : null;
        saveAndMove(task, { completed_at, status: done ? 'done' : 'open' });
      },
      plan: (task, planned) => saveAndMove(task, { planned }),
      remove(task) {
        leave(task, 'deleted');
        makeOrStay({ kind: 'delete', key: newKey(), task });
      },
      // Under the same key: perhaps the server has acted after all.
      retry: ({ change }) => make(change),
      forget,
    };
  }, [make, forget, source, today, leave, stay, wantFocus]);
}
