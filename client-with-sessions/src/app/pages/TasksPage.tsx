import { useRouteContext, useSearch } from '@tanstack/react-router';
import { TaskBoard } from '../../features/tasks/pages/TaskBoard';
import { StatusFilter } from './StatusFilter';
import { useHistory } from './useHistory';

/** All tasks with the status in the address. */
export function TasksPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { status = 'open' } = useSearch({ from: '/inside/app/tasks' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <TaskBoard
        key={user.id}
        owner={user.id}
        status={status === 'done' ? 'closed' : status}
        filter={<StatusFilter />}
        onHistory={onHistory}
      />
      {history}
    </>
  );
}
