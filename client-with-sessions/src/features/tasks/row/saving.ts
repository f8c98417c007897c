import { useMemo } from 'react';
import { hasStatus } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import type { Mutations } from '../../../data/makeMutations';
import { createTask } from '../../../data/mutations/createTask';
import { restoreTask } from '../../../data/mutations/restoreTask';
import { updateTasks, type Wording } from '../../../data/mutations/updateTasks';
import type { Mutation } from '../../../data/outbox/mutation';

/** Saving a task, and what can be done if that was refused. */
export interface Saving {
  /** Changes the fields of a task as the user saw it. */
  save: (seen: Task, patch: TaskPatch, wording?: Wording) => void;
  /** The same for a task that was deleted meanwhile: it is restored or created again. */
  revive: (seen: Task, patch: TaskPatch, wording?: Wording) => void;
  /** Retries a refused mutation. */
  retry: (mutation: Mutation) => void;
  /** Discards a refused mutation. */
  forget: (mutation: Mutation) => void;
}

export function savingWith({ mutate, forget }: Pick<Mutations, 'mutate' | 'forget'>): Saving {
  const save: Saving['save'] = (task, patch, wording) =>
    mutate(updateTasks({ task, patch, ...wording }));
  return {
    save,
    revive: (task, patch, wording) =>
      mutate(restoreTask({ task }), {
        done: () => save(task, patch, wording),
        refused: (error) => {
          if (!hasStatus(error, 404)) return false;
          const { title, description } = { ...task, ...patch };
          mutate(createTask({ title, description }));
          return true;
        },
      }),
    // With the same key, because the server may have acted after all.
    retry: mutate,
    forget,
  };
}

export function useSaving(): Saving {
  const { mutate, forget } = useMutations();
  return useMemo(() => savingWith({ mutate, forget }), [mutate, forget]);
}
