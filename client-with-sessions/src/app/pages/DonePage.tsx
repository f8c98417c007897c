import { useRouteContext } from '@tanstack/react-router';
import { Logbook } from '../../features/tasks/pages/Logbook';
import { useHistory } from './useHistory';

export function DonePage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <Logbook key={user.id} owner={user.id} onHistory={onHistory} />
      {history}
    </>
  );
}
