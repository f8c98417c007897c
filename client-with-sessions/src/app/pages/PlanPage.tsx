import { useRouteContext } from '@tanstack/react-router';
import { PlanDay } from '../../features/tasks/reviews/PlanDay';
import { useHistory } from './useHistory';

export function PlanPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <PlanDay key={user.id} owner={user.id} onHistory={onHistory} />
      {history}
    </>
  );
}
