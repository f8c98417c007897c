import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { TimePage as Time } from '../../features/time/page/TimePage';
import { paths } from './paths';

/** The time of a day or a week; which one is in the address. */
export function TimePage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { view, date } = useSearch({ from: '/inside/app/time' });
  const navigate = useNavigate();
  return (
    <Time
      key={user.id}
      view={view}
      date={date}
      onGo={(to) =>
        void navigate({
          to: paths.time,
          search: ({ task }) => ({ task, view, date, ...to }),
          resetScroll: false,
        })
      }
    />
  );
}
