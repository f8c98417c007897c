import { GoToDay } from '../../../dates/GoToDay';
import { Button } from '../../../ui/Button';
import { NextIcon, PreviousIcon } from '../../../ui/icons';
import { PageHead } from '../../../ui/PageHead';
import styles from './TimePage.module.css';

export type TimeView = 'day' | 'week';

const VIEWS = [
  { view: 'day', label: 'Day' },
  { view: 'week', label: 'Week' },
] as const;

interface Props {
  /** What is shown, in words. */
  title: string;
  /** How much time that is, in words. */
  count: string | undefined;
  view: TimeView;
  onView: (view: TimeView) => void;
  onStep: (by: 1 | -1) => void;
  onToday: () => void;
  onDay: (day: string) => void;
}

/** Says which time is shown, and leads on and back. */
export function TimeHead({ title, count, view, onView, onStep, onToday, onDay }: Props) {
  return (
    <>
      <PageHead title="Time" count={count} />
      <p className="visually-hidden" role="status">
        {title}
      </p>
      <div className={styles.head}>
        <GoToDay shown={title} onDay={onDay} />
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
          {VIEWS.map((one) => (
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
    </>
  );
}
