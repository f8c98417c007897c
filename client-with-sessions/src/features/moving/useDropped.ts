import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { duesOf, knownTasks, titleOfOnly } from '../../data/cache/titles';
import { useMutations } from '../../data/MutationsProvider';
import { updateTasks } from '../../data/mutations/updateTasks';
import { useProjects } from '../../data/queries/projects';
import { useToday } from '../../data/queries/today';
import { useDropRegistry } from '../../selection/Drops';
import { useToasts } from '../../ui/Toasts';
import { tasksInWords } from '../../words/tasks';
import { changesNothing, patchTo } from './places';
import type { Target } from './targetAt';
import { useMakePart } from './useMakePart';

const STAYS_DUE = 'What repeats needs a due date, so it can’t go to the inbox.';

/** Returns a function that moves tasks to where they were dropped. */
export function useDropped() {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const toasts = useToasts();
  const today = useToday();
  const { projects } = useProjects();
  const registry = useDropRegistry();
  const makePart = useMakePart();

  const moveTo = useCallback(
    (ids: readonly number[], place: string) => {
      const patch = patchTo(place, today);
      const tasks = knownTasks(client, ids);
      if (!patch || (tasks.length === ids.length && changesNothing(tasks, patch))) return;
      if (patch.due === null && tasks.some(({ recurrence }) => recurrence !== null)) {
        toasts.show({ message: STAYS_DUE });
        return;
      }
      const known = titleOfOnly(client, ids);
      const name = projects?.find(({ id }) => id === patch.project_id)?.name;
      const to = place === 'inbox' ? 'the inbox' : name;
      const label = to && `Moved ${tasksInWords(ids.length, known.title)} to ${to}`;
      mutate(
        updateTasks({ ids, patch, ...known, ...duesOf(client, ids), ...(label && { label }) }),
      );
    },
    [client, mutate, toasts, today, projects],
  );

  return useCallback(
    (ids: readonly number[], target: Target) => {
      const drops = registry.current();
      if (target.kind === 'place') moveTo(ids, target.place);
      else if (target.kind === 'partOf') {
        const [parent] = knownTasks(client, [target.id]);
        if (parent) makePart(ids, parent);
      } else if (target.kind === 'into') drops?.into(ids, target.part);
      else drops?.beside?.(ids, target.id, target.side);
    },
    [client, registry, moveTo, makePart],
  );
}
