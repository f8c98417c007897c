import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Task } from '../../api/types';
import { knownTasks, titleOfOnly } from '../../data/cache/titles';
import { isClosed } from '../../data/lists/lists';
import { useMutations } from '../../data/MutationsProvider';
import { updateTasks } from '../../data/mutations/updateTasks';
import { tasksInWords } from '../../words/tasks';

/** Returns a function that makes tasks subtasks of another. */
export function useMakePart() {
  const client = useQueryClient();
  const { mutate } = useMutations();
  return useCallback(
    (ids: readonly number[], { id, title }: Pick<Task, 'id' | 'title'>) => {
      const what = tasksInWords(ids.length, titleOfOnly(client, ids).title);
      const label = `Made ${what} part of ${tasksInWords(1, title)}`;
      mutate(updateTasks({ ids, patch: { parent_id: id }, label }));
    },
    [client, mutate],
  );
}

/** Whether a task can take all of these as subtasks, as far as the page knows: it is none of them, nor part of one. */
export function canHold(client: QueryClient, ids: readonly number[], parent: Task): boolean {
  if (isClosed(parent)) return false;
  const areParts = knownTasks(client, ids).every(({ parent_id }) => parent_id === parent.id);
  return !areParts && !isWithin(client, ids, parent);
}

function isWithin(client: QueryClient, ids: readonly number[], task: Task): boolean {
  const seen = new Set<number>();
  for (let above: Task | undefined = task; above && !seen.has(above.id); ) {
    if (ids.includes(above.id)) return true;
    seen.add(above.id);
    const { parent_id: next }: Task = above;
    above = next === null ? undefined : knownTasks(client, [next])[0];
  }
  return false;
}
