import type { HabitYear } from '../../api/types';
import styles from './HabitYear.module.css';

/** On how many days it was done in the year, by the day of the week. */
export function WeekdayBars({ year: { weekdays } }: { year: HabitYear }) {
  const most = Math.max(1, ...weekdays.map(({ done }) => done));
  return (
    <ul className={styles.bars}>
      {weekdays.map(({ weekday, done }) => (
        <li key={weekday}>
          <span className={styles.weekday}>
            {weekday.charAt(0).toUpperCase() + weekday.slice(1, 3)}
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ inlineSize: `${(100 * done) / most}%` }} />
          </span>
          <span className={styles.number}>
            {done}
            <span className="visually-hidden"> times</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
