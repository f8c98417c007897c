import { Link, useRouteContext } from '@tanstack/react-router';
import { Today } from '../../features/tasks/pages/Today';
import { paths } from './paths';
import { useHistory } from './useHistory';

export function TodayPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <Today key={user.id} owner={user.id} onHistory={onHistory} planFrom={PLAN_FROM} />
      {history}
    </>
  );
}

const PLAN_FROM = (
  <>
    <Link to={paths.inbox}>Inbox</Link> or <Link to={paths.upcoming}>Upcoming</Link>
  </>
);
