import { useRouteContext } from '@tanstack/react-router';
import { useEffect } from 'react';
import { TaskDetails } from '../features/tasks/details/TaskDetails';
import { TaskTime } from '../features/time/task/TaskTime';
import { useOpenTask } from '../selection/OpenTask';
import { useMedia } from '../ui/useMedia';
import { useHistory } from './pages/useHistory';
import { useFocus } from './useFocus';

/** On narrow screens the details cover the page. */
const COVERS_ALL = '(max-width: 599px)';

/** All but the messages, which lie above the details. */
const COVERED = 'body header, body main, a[href="#main"], [data-bottom-bar]';

interface Props {
  id: number;
  /** Its address was opened, so on a phone it is the page. */
  isPage: boolean;
}

/** The details of a task: a panel beside the page, or on a phone a sheet over it. */
export function TaskPanel({ id, isPage }: Props) {
  const { user } = useRouteContext({ from: '/inside' });
  const { goTo, close } = useOpenTask();
  const { onHistory, history } = useHistory();
  const focus = useFocus();
  const isSheet = useMedia(COVERS_ALL) && !isPage;
  useLeaveAlone();
  return (
    <>
      <TaskDetails {...{ id, isSheet, onHistory }} owner={user.id} onOpen={goTo} onClose={close}>
        {(task) => <TaskTime task={task} onFocus={() => focus(task.id)} />}
      </TaskDetails>
      {history}
    </>
  );
}

/** Makes the covered page inert for Tab and screen readers. */
function useLeaveAlone(): void {
  useEffect(() => {
    const covered = document.querySelectorAll<HTMLElement>(COVERED);
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
