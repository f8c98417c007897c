import type { HabitYear, Mark } from '../../api/types';
import { dayInWords, shortDay } from '../../words/habits';
import styles from './HabitYear.module.css';

const STEP = 12;
const SIZE = 10;

/** A year, a column a week. The table beside it says the same. */
export function YearStrip({ year: { habit, days } }: { year: HabitYear }) {
  const weeks = Math.ceil(days.length / 7);
  const [width, height] = [weeks * STEP, 7 * STEP];
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${habit.name}, day by day. The table below says the same.`}
    >
      {days.map((day, index) => (
        <Square
          key={day.day}
          mark={day.mark}
          x={Math.floor(index / 7) * STEP + 1}
          y={(index % 7) * STEP + 1}
          title={`${shortDay(day.day)}: ${dayInWords(habit, day)}`}
        />
      ))}
    </svg>
  );
}

interface SquareProps {
  mark: Mark;
  x: number;
  y: number;
  title: string;
}

/** A day: full, half, empty, a line or a point, so that it can be read without colours. */
function Square({ mark, x, y, title }: SquareProps) {
  const [middle, centre] = [y + SIZE / 2, x + SIZE / 2];
  if (mark === 'outside') return null;
  const box = { x, y, width: SIZE, height: SIZE, rx: 2 };
  return (
    <g data-mark={mark}>
      <title>{title}</title>
      {mark === 'done' && <rect {...box} className={styles.full} />}
      {mark === 'partly' && (
        <>
          <rect {...box} className={styles.empty} />
          <rect {...box} y={middle} height={SIZE / 2} className={styles.full} />
        </>
      )}
      {mark === 'missed' && <rect {...box} className={styles.empty} />}
      {(mark === 'skipped' || mark === 'paused') && (
        <path d={`M${x + 2} ${middle}h${SIZE - 4}`} className={styles.dash} />
      )}
      {(mark === 'not_due' || mark === 'open') && (
        <circle cx={centre} cy={middle} r={1} className={styles.point} />
      )}
    </g>
  );
}
