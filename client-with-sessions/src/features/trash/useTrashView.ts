import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Project, Task } from '../../api/types';
import type { TaskChange } from '../../data/mutations/changes';
import { usePendingChanges } from '../../data/outbox/pending';
import { type TrashData, trashQuery } from '../../data/queries/trash';

export interface TrashView {
  tasks: Task[];
  projects: Project[];
  total: number;
}

/** The trash as it is to be shown, and the query behind it. */
export function useTrashView() {
  const query = useInfiniteQuery(trashQuery);
  const pending = usePendingChanges();
  const { data } = query;
  const view = useMemo(() => data && withoutTaken(data, pending), [data, pending]);
  return { query, view };
}

/** What is on its way out of the trash is out of it already. */
export function withoutTaken(data: TrashData, pending: TaskChange[]): TrashView {
  if (pending.some(({ kind }) => kind === 'emptyTrash'))
    return { tasks: [], projects: [], total: 0 };
  const taken = new Set(pending.map(takenBy));
  const loaded = data.pages.flatMap((page) => page.tasks);
  const tasks = loaded.filter(({ id }) => !taken.has(id));
  const back = new Set(
    pending.map((change) => change.kind === 'restoreProject' && change.project.id),
  );
  const projects = (data.pages[0]?.projects ?? []).filter(({ id }) => !back.has(id));
  return { tasks, projects, total: (data.pages[0]?.total ?? 0) + tasks.length - loaded.length };
}

function takenBy(change: TaskChange): number | undefined {
  if (change.kind === 'restore' || change.kind === 'purge') return change.task.id;
  if (change.kind === 'undo' && change.shows && 'task' in change.shows) return change.shows.task.id;
  return undefined;
}
