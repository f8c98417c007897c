import { useRouteContext } from '@tanstack/react-router';
import { useEffect } from 'react';
import { TaskDetails } from '../features/tasks/details/TaskDetails';
import { useOpenTask } from '../selection/OpenTask';
import { useHistory } from './pages/useHistory';

/** On narrow screens the details cover the whole page. */
const COVERS_ALL = '(max-width: 599px)';

/** The panel with the details of a task. */
export function TaskPanel({ id }: { id: number }) {
  const { user } = useRouteContext({ from: '/inside' });
  const { goTo, close } = useOpenTask();
  const { onHistory, history } = useHistory();
  useLeaveAlone();
  return (
    <>
      <TaskDetails id={id} owner={user.id} onOpen={goTo} onClose={close} onHistory={onHistory} />
      {history}
    </>
  );
}

/** Makes the covered page inert for Tab and screen readers. */
function useLeaveAlone(): void {
  useEffect(() => {
    const covered = document.querySelectorAll<HTMLElement>('body header, body main');
    const media = window.matchMedia(COVERS_ALL);
    const follow = () => {
      for (const element of covered) element.inert = media.matches;
    };
    follow();
    media.addEventListener('change', follow);
    return () => {
      media.removeEventListener('change', follow);
      for (const element of covered) element.inert = false;
    };
  }, []);
}
