import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
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
    (ids: readonly number[], parent: number, parentTitle?: string) => {
      const { title } = titleOfOnly(client, ids);
      const name = parentTitle ?? knownTasks(client, [parent])[0]?.title;
      const label = `Made ${tasksInWords(ids.length, title)} part of ${tasksInWords(1, name)}`;
      mutate(updateTasks({ ids, patch: { parent_id: parent }, title, label }));
    },
    [client, mutate],
  );
}

/** Whether a task can take all of these as subtasks, as far as the page knows: it is none of them, nor part of one. */
export function canHold(client: QueryClient, ids: readonly number[], id: number): boolean {
  const [parent] = knownTasks(client, [id]);
  if (!parent || isClosed(parent)) return false;
  const areParts = knownTasks(client, ids).every(({ parent_id }) => parent_id === id);
  return !areParts && !isWithin(client, ids, id);
}

function isWithin(client: QueryClient, ids: readonly number[], id: number): boolean {
  const seen = new Set<number>();
  for (let above: number | null = id; above !== null && !seen.has(above); ) {
    if (ids.includes(above)) return true;
    seen.add(above);
    above = knownTasks(client, [above])[0]?.parent_id ?? null;
  }
  return false;
}
