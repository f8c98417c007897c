import { useMemo } from 'react';
import { hasStatus } from '../../api/errors';
import type { Task, TaskStatus } from '../../api/types';
import { useChanges } from '../../changes/ChangesProvider';
import type { TaskChange, TaskPatch } from '../../changes/changes';
import { matches } from '../../changes/listData';
import { newKey } from '../../changes/newKey';
import type { FailedChange } from '../../changes/queue';
import type { Leaving } from './useLeaving';

/** Everything a person can do to a task. */
export interface TaskActions {
  add: (title: string) => void;
  /** Changes what stands in a task, as the person saw it. */
  save: (seen: Task, patch: TaskPatch) => void;
  /** The same for a task that was deleted meanwhile: it comes back, or is added anew. */
  revive: (seen: Task, patch: TaskPatch) => void;
  setDone: (task: Task, done: boolean) => void;
  remove: (task: Task) => void;
  /** Does again what the server refused. */
  retry: (failure: FailedChange) => void;
  /** Lets go of what the server refused. */
  forget: (change: TaskChange) => void;
}

interface Rows {
  leave: (task: Task, why: Leaving['why']) => void;
  stay: (id: number) => void;
}

/** The actions on the tasks of one list; each shows at once and is sent behind the scenes. */
export function useTaskActions(status: TaskStatus, { leave, stay }: Rows): TaskActions {
  const { make, forget } = useChanges();

  return useMemo(() => {
    const makeOrStay = (change: TaskChange & { task: Task }) =>
      make(change, {
        refused: () => {
          stay(change.task.id);
          return false;
        },
      });

    const add = (title: string, description?: string | null) =>
      make({
        kind: 'create',
        key: newKey(),
        title,
        ...(description !== undefined && { description }),
      });

    const save = (task: Task, patch: TaskPatch) =>
      make({ kind: 'update', key: newKey(), task, patch });

    return {
      add: (title) => add(title),
      save,
      revive: (task, patch) =>
        make(
          { kind: 'restore', key: newKey(), task },
          {
            done: () => save(task, patch),
            refused: (error) => {
              if (!hasStatus(error, 404)) return false;
              const { title, description } = { ...task, ...patch };
              add(title, description);
              return true;
            },
          },
        ),
      setDone(task, done) {
        const completed_at = done ? new Date().toISOString() : null;
        const changed = { ...task, completed_at };
        if (matches(changed, status)) stay(task.id);
        else leave(changed, 'moved');
        makeOrStay({ kind: 'update', key: newKey(), task, patch: { completed_at } });
      },
      remove(task) {
        leave(task, 'deleted');
        makeOrStay({ kind: 'delete', key: newKey(), task });
      },
      // Under the same key: perhaps the server has acted after all.
      retry: ({ change }) => make(change),
      forget,
    };
  }, [make, forget, status, leave, stay]);
}
