import type { HabitYear } from '../../api/types';
import { dateLabel } from '../../format/days';
import styles from './HabitYear.module.css';

const HEIGHT = 100;
const TOP = 4;

/** The strength over the year, from 0 to 100 percent. The table says the same by month. */
export function StrengthLine({ year: { habit, days, strength, today } }: { year: HabitYear }) {
  const points = days.flatMap((day, index) =>
    day.strength === undefined ? [] : [`${index},${TOP + HEIGHT - day.strength}`],
  );
  const first = days.find((day) => day.strength !== undefined);
  const width = days.length - 1;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.line}
        viewBox={`0 0 ${width} ${HEIGHT + 2 * TOP}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`The strength of ${habit.name}: ${first?.strength ?? 0} % at first, ${strength} % now.`}
      >
        {[0, 50, 100].map((percent) => (
          <path key={percent} d={`M0 ${TOP + percent}H${width}`} className={styles.rule} />
        ))}
        {points.length > 1 && <polyline points={points.join(' ')} className={styles.curve} />}
      </svg>
      <figcaption className={styles.ends}>
        <span>{dateLabel(days[0]?.day ?? today, today)}</span>
        <span>0 to 100 %</span>
        <span>{dateLabel(days.at(-1)?.day ?? today, today)}</span>
      </figcaption>
    </figure>
  );
}
