import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { Upcoming } from '../../features/tasks/pages/Upcoming';
import { paths } from './paths';
import { useHistory } from './useHistory';

export function UpcomingPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  const navigate = useNavigate();
  return (
    <>
      <Upcoming
        key={user.id}
        owner={user.id}
        onHistory={onHistory}
        onDay={(date) => void navigate({ to: paths.calendar, search: { view: 'day', date } })}
      />
      {history}
    </>
  );
}
