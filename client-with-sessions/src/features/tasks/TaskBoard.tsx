import type { ReactNode } from 'react';
import type { TaskStatus } from '../../api/types';
import { PageTitle } from '../../ui/PageTitle';
import { AddTask } from './AddTask';
import { useFailedChanges } from './changeQueue';
import { EmptyList } from './EmptyList';
import { ListError } from './ListError';
import { ListSkeleton } from './ListSkeleton';
import { MoreTasks } from './MoreTasks';
import styles from './TaskBoard.module.css';
import { TaskKeys } from './TaskKeys';
import { TaskList } from './TaskList';
import { useEditing } from './useEditing';
import { useLeaving } from './useLeaving';
import { useTaskActions } from './useTaskActions';
import { useTaskView } from './useTaskView';
import { useWantedFocus } from './useWantedFocus';
import { useWarnBeforeLeaving } from './useWarnBeforeLeaving';

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
}

/** The page of tasks: a line to add to it, the list, and the keys that work in it. */
export function TaskBoard({ owner, status, filter }: Props) {
  const { leaving, leave, stay } = useLeaving();
  const { query, view } = useTaskView(status, leaving);
  const wantFocus = useWantedFocus(view);
  const actions = useTaskActions(status, { leave, stay, wantFocus });
  const failures = useFailedChanges();
  const editing = useEditing(owner);
  useWarnBeforeLeaving();

  const hasNew = failures.some(({ change }) => change.kind === 'create') || view?.drafts.length;
  const isEmpty = view?.tasks.length === 0 && !hasNew && !query.hasNextPage;

  return (
    <>
      <div className={styles.head}>
        <PageTitle>Tasks</PageTitle>
        <p className={styles.count}>{view && count(view.total, status)}</p>
        {filter}
      </div>
      <AddTask owner={owner} onAdd={actions.add} />
      {view ? (
        <TaskList
          label={LABELS[status]}
          {...{ view, failures, leaving, editing, actions, wantFocus }}
        />
      ) : query.isError ? (
        <ListError error={query.error} onRetry={query.refetch} />
      ) : (
        <ListSkeleton />
      )}
      {isEmpty && <EmptyList status={status} />}
      {view && <MoreTasks query={query} wantFocus={wantFocus} />}
      <TaskKeys tasks={view?.tasks} actions={actions} onEdit={editing.edit} />
    </>
  );
}

function count(total: number, status: TaskStatus): string {
  const number = total.toLocaleString('en');
  if (status !== 'all') return `${number} ${status}`;
  return total === 1 ? '1 task' : `${number} tasks`;
}
