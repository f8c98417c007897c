import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { Calendar } from '../../features/tasks/calendar/Calendar';
import { paths } from './paths';

/** The calendar; which part of it is shown is in the address. */
export function CalendarPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { view, date } = useSearch({ from: '/inside/app/calendar' });
  const navigate = useNavigate();
  return (
    <Calendar
      key={user.id}
      owner={user.id}
      view={view}
      date={date}
      onGo={(to) =>
        void navigate({
          to: paths.calendar,
          search: (before) => ({ ...before, ...to }),
          resetScroll: false,
        })
      }
    />
  );
}
