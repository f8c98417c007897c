import { GoToDay } from '../../../dates/GoToDay';
import { Button } from '../../../ui/Button';
import { NextIcon, PreviousIcon } from '../../../ui/icons';
import { PageTitle } from '../../../ui/PageTitle';
import styles from './Calendar.module.css';
import type { CalendarView } from './range';

const VIEWS: { view: CalendarView; label: string }[] = [
  { view: 'day', label: 'Day' },
  { view: 'week', label: 'Week' },
  { view: 'month', label: 'Month' },
];

interface Props {
  /** What is shown, in words: November 2026. */
  title: string;
  view: CalendarView;
  /** A phone has no room for a week. */
  isNarrow: boolean;
  onView: (view: CalendarView) => void;
  onStep: (by: 1 | -1) => void;
  onToday: () => void;
  onDay: (day: string) => void;
}

/** Says what the calendar shows, and leads on and back. */
export function CalendarHead({ title, view, isNarrow, onView, onStep, onToday, onDay }: Props) {
  const views = VIEWS.filter((one) => !isNarrow || one.view !== 'week');
  return (
    <div className={styles.head}>
      <PageTitle>Calendar</PageTitle>
      <p className="visually-hidden" role="status">
        {title}
      </p>
      <div className={styles.range}>
        <GoToDay shown={title} onDay={onDay} />
      </div>
      <div className={styles.steps}>
        <Button variant="quiet" aria-label={`Previous ${view}`} onClick={() => onStep(-1)}>
          <PreviousIcon />
        </Button>
        <Button variant="quiet" onClick={onToday}>
          Today
        </Button>
        <Button variant="quiet" aria-label={`Next ${view}`} onClick={() => onStep(1)}>
          <NextIcon />
        </Button>
      </div>
      <fieldset className={styles.views}>
        <legend className="visually-hidden">Show a</legend>
        {views.map((one) => (
          <button
            key={one.view}
            type="button"
            className={styles.view}
            aria-pressed={one.view === view}
            onClick={() => onView(one.view)}
          >
            {one.label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
