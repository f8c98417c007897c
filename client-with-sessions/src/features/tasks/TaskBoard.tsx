import { type ReactNode, useEffect } from 'react';
import type { Task, TaskStatus } from '../../api/types';
import { useChanges } from '../../changes/ChangesProvider';
import { useFailedChanges } from '../../changes/queue';
import { PageHead } from '../../ui/PageHead';
import { AddTask } from './AddTask';
import { EmptyList } from './EmptyList';
import { ListError } from './ListError';
import { ListSkeleton } from './ListSkeleton';
import { MoreTasks } from './MoreTasks';
import { TaskKeys } from './TaskKeys';
import { TaskList } from './TaskList';
import { useEditing } from './useEditing';
import { useLeaving } from './useLeaving';
import { useTaskActions } from './useTaskActions';
import { useTaskView } from './useTaskView';
import { useWantedFocus } from './useWantedFocus';

const LABELS: Record<TaskStatus, string> = {
  open: 'Open tasks',
  done: 'Done tasks',
  all: 'All tasks',
};

interface Props {
  /** The number of the user whose tasks these are. */
  owner: number;
  status: TaskStatus;
  /** The links that choose the status. */
  filter: ReactNode;
  onHistory: (task: Task) => void;
}

/** The page of tasks: a line to add to it, the list, and the keys that work in it. */
export function TaskBoard({ owner, status, filter, onHistory }: Props) {
  const editing = useEditing(owner);
  const { leaving, leave, stay } = useLeaving();
  const { query, view, isEditedGone } = useTaskView(status, leaving, editing.draft);
  const wantFocus = useWantedFocus(view);
  const actions = useTaskActions(status, { leave, stay });
  const failures = useFailedChanges();
  const { onShown } = useChanges();

  useEffect(
    () =>
      onShown((outlook) => {
        if (!('task' in outlook)) return;
        stay(outlook.task.id);
        wantFocus(outlook.task.id);
      }),
    [onShown, stay, wantFocus],
  );

  const hasNew = failures.some(({ change }) => change.kind === 'create') || view?.drafts.length;
  const isEmpty = view?.tasks.length === 0 && !hasNew && !query.hasNextPage;

  return (
    <>
      <PageHead title="Tasks" count={view && count(view.total, status)}>
        {filter}
      </PageHead>
      <AddTask owner={owner} onAdd={actions.add} />
      {view ? (
        <TaskList
          label={LABELS[status]}
          {...{ view, failures, leaving, editing, isEditedGone, actions, wantFocus, onHistory }}
        />
      ) : query.isError ? (
        <ListError error={query.error} onRetry={query.refetch} />
      ) : (
        <ListSkeleton />
      )}
      {isEmpty && <EmptyList status={status} />}
      {view && <MoreTasks query={query} wantFocus={wantFocus} />}
      <TaskKeys tasks={view?.tasks} actions={actions} onEdit={editing.edit} onHistory={onHistory} />
    </>
  );
}

function count(total: number, status: TaskStatus): string {
  const number = total.toLocaleString('en');
  if (status !== 'all') return `${number} ${status}`;
  return total === 1 ? '1 task' : `${number} tasks`;
}
