import { useRouteContext } from '@tanstack/react-router';
import { Upcoming } from '../../features/tasks/pages/Upcoming';
import { useHistory } from './useHistory';

export function UpcomingPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <Upcoming key={user.id} owner={user.id} onHistory={onHistory} />
      {history}
    </>
  );
}
