import { useRouteContext } from '@tanstack/react-router';
import { Inbox } from '../../features/tasks/pages/Inbox';
import { useHistory } from './useHistory';

export function InboxPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { onHistory, history } = useHistory();
  return (
    <>
      <Inbox key={user.id} owner={user.id} onHistory={onHistory} />
      {history}
    </>
  );
}
