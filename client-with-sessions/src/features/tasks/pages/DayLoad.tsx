import { minutesInWords } from '../../../format/amounts';
import { classNames } from '../../../ui/classNames';
import { type AgendaDay, loadOf } from '../list/sections';
import styles from './DayLoad.module.css';

interface Props {
  /** Nothing is said of it until all of it is loaded; it takes the same room. */
  day: AgendaDay | undefined;
  /** Without the bar, beside a heading. */
  brief?: boolean;
}

/** From this part of the hours on, a day is not only tight. */
const MUCH = 1.2;

/** The estimates of a day against its hours; it stands out only if they do not fit. */
export function DayLoad({ day: loaded, brief = false }: Props) {
  const day = loaded?.isPartial ? undefined : loaded;
  const { minutes, unestimated } = loadOf(day);
  const capacity = day?.capacity ?? 0;
  const over = minutes - capacity;
  const isOver = day !== undefined && minutes > 0 && over > 0;
  const isMuch = isOver && minutes > MUCH * capacity;
  const grade = isOver ? (isMuch ? styles.over : styles.tight) : undefined;
  const words = day === undefined ? '' : loadInWords(minutes, capacity, unestimated);
  if (brief) {
    if (minutes === 0) return null;
    return (
      <span className={classNames(styles.brief, grade)}>
        {minutesInWords(minutes)} of {minutesInWords(capacity)}
        {isOver && `, ${minutesInWords(over)} too much`}
      </span>
    );
  }
  return (
    <div className={styles.load}>
      <div aria-hidden="true" className={styles.bar}>
        <div
          className={classNames(styles.filled, isOver && (isMuch ? styles.full : styles.nearly))}
          style={{ width: `${Math.min(100, capacity > 0 ? (100 * minutes) / capacity : 0)}%` }}
        />
      </div>
      <p className={classNames(styles.words, grade)}>
        {words}
        {isOver && <strong> {minutesInWords(over)} more than fits: move something?</strong>}
      </p>
    </div>
  );
}

function loadInWords(minutes: number, capacity: number, unestimated: number): string {
  const planned =
    minutes === 0
      ? `${minutesInWords(capacity)} to plan.`
      : `${minutesInWords(minutes)} of ${minutesInWords(capacity)} planned.`;
  if (unestimated === 0) return planned;
  const tasks = unestimated === 1 ? '1 task' : `${unestimated} tasks`;
  return `${planned} ${tasks} without an estimate.`;
}
