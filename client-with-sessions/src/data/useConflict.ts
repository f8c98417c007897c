import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Task, TaskPatch } from '../api/types';
import { useMutations } from './MutationsProvider';
import { differing, fieldsOf } from './outbox/conflict';

/** What the user wanted to save of a task and was changed elsewhere too; undefined if nothing. */
export function useConflict(task: Task): TaskPatch | undefined {
  const { id } = task;
  const { conflicts } = useMutations();
  const watch = useCallback(
    (listener: () => void) => conflicts.watch(id, listener),
    [conflicts, id],
  );
  const mine = useSyncExternalStore(watch, () => conflicts.of(id));
  return useMemo(() => {
    const open = mine && differing(mine, task);
    return open && fieldsOf(open).length > 0 ? open : undefined;
  }, [mine, task]);
}
