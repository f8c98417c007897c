import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { hasStatus } from '../../api/errors';
import type { Task, TaskStatus } from '../../api/types';
import { taskKeys } from '../../changes/keys';
import { newestFirst } from '../../changes/listData';
import { usePendingChanges } from '../../changes/queue';
import { fetchTask } from '../../changes/send';
import type { EditorDraft } from './drafts';
import { taskListQuery } from './listQuery';
import { overlay, type TaskView } from './overlay';
import type { Leaving } from './useLeaving';

/** The list as it is to be shown, and the query behind it. */
export function useTaskView(
  status: TaskStatus,
  leaving: ReadonlyMap<number, Leaving>,
  draft: EditorDraft | undefined,
) {
  const query = useInfiniteQuery(taskListQuery(status));
  const pending = usePendingChanges();
  const { data } = query;
  const listed = useMemo(
    () => data && withRows(overlay(data, pending, status), leavingTasks(leaving)),
    [data, pending, status, leaving],
  );

  const edited = useEditedTask(listed, draft);
  const { task } = edited;
  const view = useMemo(() => (listed && task ? withRows(listed, [task]) : listed), [listed, task]);
  return { query, view, isEditedGone: edited.isGone };
}

/**
 * The task under the editor when the list shows it no longer, because it was changed or deleted
 * elsewhere: what is being typed stays on the page.
 */
function useEditedTask(listed: TaskView | undefined, draft: EditorDraft | undefined) {
  const isMissing =
    listed !== undefined && draft !== undefined && !listed.tasks.some(({ id }) => id === draft.id);
  const { data, error } = useQuery({
    queryKey: taskKeys.single(draft?.id ?? 0),
    queryFn: ({ signal }) => fetchTask(draft?.id ?? 0, signal),
    enabled: isMissing,
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  });
  if (!isMissing) return { task: undefined, isGone: false };
  return { task: data ?? draft.base, isGone: hasStatus(error, 404) };
}

function leavingTasks(leaving: ReadonlyMap<number, Leaving>): Task[] {
  return [...leaving.values()].map(({ task }) => task);
}

function withRows(view: TaskView, rows: Task[]): TaskView {
  const shown = new Set(view.tasks.map((task) => task.id));
  const extra = rows.filter(({ id }) => !shown.has(id));
  return extra.length === 0 ? view : { ...view, tasks: newestFirst([...view.tasks, ...extra]) };
}
