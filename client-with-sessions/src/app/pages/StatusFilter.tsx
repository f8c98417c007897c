import { Link, useSearch } from '@tanstack/react-router';
import type { TaskStatus } from '../../api/types';
import { paths } from './paths';
import styles from './StatusFilter.module.css';

const STATUSES: { status: TaskStatus; label: string }[] = [
  { status: 'open', label: 'Open' },
  { status: 'done', label: 'Done' },
  { status: 'all', label: 'All' },
];

/** Chooses which tasks are shown; the choice is part of the address. */
export function StatusFilter() {
  const { status: current = 'open' } = useSearch({ from: '/inside/app/tasks' });
  return (
    <nav aria-label="Tasks to show" className={styles.filter}>
      {STATUSES.map(({ status, label }) => (
        <Link
          key={status}
          to={paths.tasks}
          // Keeps the rest of the address.
          search={(before) => ({ ...before, status: status === 'open' ? undefined : status })}
          className={styles.choice}
          // The router compares the rest of the address too, such as the open task.
          aria-current={status === current ? 'page' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
