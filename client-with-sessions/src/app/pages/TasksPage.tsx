import { useRouteContext, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Task } from '../../api/types';
import { TaskBoard } from '../../features/tasks/TaskBoard';
import { StatusFilter } from './StatusFilter';

const TaskHistory = lazy(async () => ({ default: (await import('./TaskHistory')).TaskHistory }));

/** The task list, as the address says. */
export function TasksPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { status = 'open' } = useSearch({ from: '/inside/app/tasks' });
  const [looked, lookAt] = useState<Task>();
  return (
    <>
      <TaskBoard
        key={user.id}
        owner={user.id}
        status={status}
        filter={<StatusFilter />}
        onHistory={lookAt}
      />
      {looked && (
        <Suspense>
          <TaskHistory task={looked} onClose={() => lookAt(undefined)} />
        </Suspense>
      )}
    </>
  );
}
