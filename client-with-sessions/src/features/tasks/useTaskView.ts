import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TaskStatus } from '../../api/types';
import { usePendingChanges } from './changeQueue';
import { newestFirst } from './listData';
import { taskListQuery } from './listQuery';
import { overlay, type TaskView } from './overlay';
import type { Leaving } from './useLeaving';

/** The list as it is to be shown, and the query behind it. */
export function useTaskView(status: TaskStatus, leaving: ReadonlyMap<number, Leaving>) {
  const query = useInfiniteQuery(taskListQuery(status));
  const pending = usePendingChanges();
  const { data } = query;
  const view = useMemo(
    () => data && withLeaving(overlay(data, pending, status), leaving),
    [data, pending, status, leaving],
  );
  return { query, view };
}

function withLeaving(view: TaskView, leaving: ReadonlyMap<number, Leaving>): TaskView {
  const shown = new Set(view.tasks.map((task) => task.id));
  const extra = [...leaving.values()].map(({ task }) => task).filter(({ id }) => !shown.has(id));
  return extra.length === 0 ? view : { ...view, tasks: newestFirst([...view.tasks, ...extra]) };
}
