import { useMemo } from 'react';
import type { Task, TaskStatus } from '../../api/types';
import { useToasts } from '../../ui/Toasts';
import type { TaskChange, TaskPatch } from './changes';
import { matches } from './listData';
import { newKey } from './newKey';
import { useChanges } from './useChanges';
import type { Leaving } from './useLeaving';

/** Everything a person can do to a task. */
export interface TaskActions {
  add: (title: string) => void;
  save: (task: Task, patch: TaskPatch) => void;
  setDone: (task: Task, done: boolean) => void;
  remove: (task: Task) => void;
  /** Does again what the server refused. */
  retry: (change: TaskChange) => void;
  /** Lets go of what the server refused. */
  forget: (change: TaskChange) => void;
}

interface Rows {
  leave: (task: Task, why: Leaving['why']) => void;
  stay: (id: number) => void;
  /** Brings the focus to a row, as soon as it is there. */
  wantFocus: (id: number) => void;
}

/** The actions on the tasks of one list; each shows at once and is sent behind the scenes. */
export function useTaskActions(status: TaskStatus, { leave, stay, wantFocus }: Rows): TaskActions {
  const { make, forget } = useChanges();
  const toasts = useToasts();

  return useMemo(() => {
    const makeWithUndo = (
      change: TaskChange & { task: Task },
      message: string,
      undo: TaskChange,
    ) => {
      const { id } = change.task;
      const toast = toasts.show({
        message,
        onUndo: () => {
          stay(id);
          make(undo);
          wantFocus(id);
        },
      });
      make(change, () => {
        stay(id);
        toasts.dismiss(toast);
      });
    };

    const setDone = (task: Task, done: boolean) => {
      const completed_at = done ? new Date().toISOString() : null;
      const changed = { ...task, completed_at };
      const change: TaskChange = { kind: 'update', task, patch: { completed_at } };
      if (matches(changed, status)) {
        stay(task.id);
        make(change);
        return;
      }
      leave(changed, 'moved');
      makeWithUndo(change, done ? `Done: ${task.title}` : `Open again: ${task.title}`, {
        kind: 'update',
        task: changed,
        patch: { completed_at: task.completed_at },
      });
    };

    const remove = (task: Task) => {
      leave(task, 'deleted');
      const change: TaskChange = { kind: 'delete', task };
      makeWithUndo(change, `Deleted: ${task.title}`, { kind: 'restore', task });
    };

    return {
      add: (title) => make({ kind: 'create', key: newKey(), title }),
      save: (task, patch) => make({ kind: 'update', task, patch }),
      setDone,
      remove,
      retry: make,
      forget,
    };
  }, [make, forget, toasts, status, leave, stay, wantFocus]);
}
