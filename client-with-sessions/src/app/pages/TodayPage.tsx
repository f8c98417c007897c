import { useRouteContext } from '@tanstack/react-router';
import { Today } from '../../features/tasks/pages/Today';
import { useHistory } from './useHistory';

export function TodayPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <Today key={user.id} owner={user.id} onHistory={onHistory} />
      {history}
    </>
  );
}
