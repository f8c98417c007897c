import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext, useSearch } from '@tanstack/react-router';
import { localTime } from '../../data/lists/today';
import { reviewQuery } from '../../data/queries/reviews';
import { useSettings } from '../../data/queries/settings';
import { useToday } from '../../data/queries/today';
import { CloseDay } from '../../features/tasks/reviews/CloseDay';
import { DayTime } from '../../features/time/page/DayTime';
import { addDays, dayHeadings } from '../../format/days';
import { paths } from './paths';
import { useHistory } from './useHistory';

/** Until then, the day before may still have to be closed. */
const NOON = '12:00';

/** The close of the day in the address, or else of today; until noon, of a yesterday that was begun and not closed. */
export function ClosePage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { day } = useSearch({ from: '/inside/app/close' });
  const { onHistory, history } = useHistory();
  const today = useToday();
  const yesterday = addDays(today, -1);
  const { settings } = useSettings();
  const isMorning = localTime(settings, new Date()).slice(11, 16) < NOON;
  const { data, isLoading } = useQuery({ ...reviewQuery(yesterday), enabled: isMorning && !day });
  const isLeftOpen = data?.review.started_at != null && data.review.finished_at === null;
  const date = day ?? (isMorning && isLeftOpen ? yesterday : today);
  if (isLoading) return null;
  const other = date === today ? yesterday : today;
  return (
    <>
      <CloseDay
        key={`${user.id} ${date}`}
        owner={user.id}
        date={date}
        onHistory={onHistory}
        days={
          <Link to={paths.close} search={{ day: other }}>
            {dayHeadings(other, today).name}
          </Link>
        }
      />
      <DayTime date={date} />
      {history}
    </>
  );
}
