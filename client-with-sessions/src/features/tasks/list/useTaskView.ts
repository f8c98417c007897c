import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { hasStatus } from '../../../api/errors';
import type { Task } from '../../../api/types';
import { type Rules, rulesOf, type Source } from '../../../data/lists/lists';
import { fetchTask } from '../../../data/outbox/fetchTask';
import { usePendingMutations } from '../../../data/outbox/pending';
import { useSections } from '../../../data/queries/sections';
import { taskKeys, taskListQuery } from '../../../data/queries/tasks';
import type { EditorDraft } from '../editor/drafts';
import type { ExitingRow } from '../row/useExitingRows';
import { inOrder, overlay, type TaskView } from './overlay';

/** The list with pending mutations applied, and its query. */
export function useTaskView(
  source: Source,
  today: string,
  exiting: ReadonlyMap<number, ExitingRow>,
  draft: EditorDraft | undefined,
  isWanted = true,
) {
  const query = useInfiniteQuery({ ...taskListQuery(source), enabled: isWanted });
  const sections = useSectionOrder(source);
  const pending = usePendingMutations();
  const { data } = query;
  const withRows = useMemo(
    () => addRows(rulesOf(source, today, sections)),
    [source, today, sections],
  );
  const listed = useMemo(
    () => data && withRows(overlay(data, pending, source, today, sections), [...exiting.values()]),
    [data, pending, source, today, sections, withRows, exiting],
  );

  const edited = useEditedTask(listed, draft);
  const { task } = edited;
  const view = useMemo(
    () => (listed && task ? withRows(listed, [{ task }]) : listed),
    [listed, withRows, task],
  );
  return { query, view, isEditedGone: edited.isGone };
}

/** The sections of the project that is listed, in order. */
function useSectionOrder(source: Source): readonly number[] {
  const { sections } = useSections(source.kind === 'project' ? source.id : undefined);
  return useMemo(() => sections?.map(({ id }) => id) ?? [], [sections]);
}

/**
 * The edited task, if it is no longer in the list because it was changed or deleted elsewhere. Its
 * row stays, so that no typed text is lost.
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

/** Adds rows that no longer belong to the list in their old places. */
function addRows(rules: Rules) {
  return (view: TaskView, rows: { task: Task; index?: number | undefined }[]): TaskView => {
    const shown = new Set(view.tasks.map((task) => task.id));
    const extra = rows.filter(({ task }) => !shown.has(task.id));
    if (extra.length === 0) return view;
    const tasks = extra.reduce(
      (before, { task, index = before.length }) => before.toSpliced(index, 0, task),
      view.tasks,
    );
    return { ...view, tasks: inOrder(tasks, rules) };
  };
}
