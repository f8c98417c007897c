import { useCanGoBack, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { CalmTask } from '../../features/tasks/details/CalmTask';
import { FocusView } from '../../features/time/focus/FocusView';
import { paths } from './paths';

/** One task on the whole screen; which one is in the address, or else it is the one that runs. */
export function FocusPage() {
  const { on } = useSearch({ from: '/inside/app/focus' });
  const { history } = useRouter();
  const canGoBack = useCanGoBack();
  const navigate = useNavigate();
  const leave = () => {
    if (canGoBack) history.back();
    else void navigate({ to: paths.today });
  };
  return (
    <FocusView key={on} on={on} onLeave={leave}>
      {(task) => <CalmTask task={task} />}
    </FocusView>
  );
}
