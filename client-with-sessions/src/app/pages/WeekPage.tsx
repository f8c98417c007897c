import { Link, useRouteContext } from '@tanstack/react-router';
import { WeekReview } from '../../features/tasks/reviews/WeekReview';
import { paths } from './paths';
import { useHistory } from './useHistory';

export function WeekPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <WeekReview
        key={user.id}
        owner={user.id}
        onHistory={onHistory}
        link={({ id, name }) => (
          <Link to={paths.project} params={{ id: String(id) }}>
            {name}
          </Link>
        )}
      />
      {history}
    </>
  );
}
