import { type ReactNode, useMemo } from 'react';
import type { Task } from '../../../api/types';
import type { Openness } from '../../../data/lists/lists';
import { PageHead } from '../../../ui/PageHead';
import styles from '../list/Arranged.module.css';
import { useArrangingTasks } from '../list/arranging';
import { EmptyList } from '../list/EmptyList';
import { TaskPage } from './TaskPage';

const LABELS: Record<Openness | 'all', string> = {
  open: 'Open tasks',
  closed: 'Done tasks',
  all: 'All tasks',
};
const ANYWHERE = {};

interface Props {
  /** The id of the user whose tasks these are. */
  owner: number;
  status: Openness | 'all';
  /** The links that choose the status. */
  filter: ReactNode;
  onHistory: (task: Task) => void;
}

/** All tasks, newest first. */
export function TaskBoard({ owner, status, filter, onHistory }: Props) {
  const source = useMemo(() => ({ kind: 'status', status }) as const, [status]);
  return (
    <TaskPage
      owner={owner}
      source={source}
      label={LABELS[status]}
      arranging={useArrangingTasks(status)}
      head={(view, button) => (
        <PageHead title="Tasks" count={view && count(view.total, status)}>
          <div className={styles.controls}>
            {filter}
            {button}
          </div>
        </PageHead>
      )}
      capture={ANYWHERE}
      empty={<EmptyList status={status} />}
      onHistory={onHistory}
    />
  );
}

function count(total: number, status: Openness | 'all'): string {
  const number = total.toLocaleString('en');
  if (status !== 'all') return `${number} ${status === 'closed' ? 'done' : 'open'}`;
  return total === 1 ? '1 task' : `${number} tasks`;
}
