import { useEffect } from 'react';
import { TaskDetails } from '../features/tasks/details/TaskDetails';
import { useOpenTask } from '../selection/OpenTask';
import { useHistory } from './pages/useHistory';

/** Where the details leave nothing of the page to be seen. */
const COVERS_ALL = '(max-width: 599px)';

/** The details of a task, put together. */
export function TaskPanel({ id }: { id: number }) {
  const { goTo, close } = useOpenTask();
  const { onHistory, history } = useHistory();
  useLeaveAlone();
  return (
    <>
      <TaskDetails id={id} onOpen={goTo} onClose={close} onHistory={onHistory} />
      {history}
    </>
  );
}

/** What is covered can't be reached by Tab, or by a screen reader. */
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
