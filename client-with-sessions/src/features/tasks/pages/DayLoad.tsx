import { minutesInWords } from '../../../format/amounts';
import { classNames } from '../../../ui/classNames';
import { type AgendaDay, estimateOf } from '../list/sections';
import styles from './DayLoad.module.css';

interface Props {
  /** Not known before it is loaded; its place is kept. */
  day: AgendaDay | undefined;
  /** Beside a heading, where there is no room for a bar. */
  brief?: boolean;
}

/** What is planned for a day against the time that there is: calm when it fits, clear when not. */
export function DayLoad({ day, brief = false }: Props) {
  const { minutes, unestimated } = estimateOf([
    ...(day?.tasks ?? []),
    ...(day?.drafts ?? []).map(({ task }) => task),
  ]);
  const capacity = day?.capacity ?? 0;
  const over = minutes - capacity;
  const isOver = day !== undefined && minutes > 0 && over > 0;
  const words = day === undefined ? '' : loadInWords(minutes, capacity, unestimated);
  if (brief) {
    if (minutes === 0) return null;
    return (
      <span className={classNames(styles.brief, isOver && styles.over)}>
        {minutesInWords(minutes)} of {minutesInWords(capacity)}
        {isOver && `, ${minutesInWords(over)} too much`}
      </span>
    );
  }
  return (
    <div className={styles.load}>
      <div aria-hidden="true" className={styles.bar}>
        <div
          className={classNames(styles.filled, isOver && styles.full)}
          style={{ width: `${Math.min(100, capacity > 0 ? (100 * minutes) / capacity : 0)}%` }}
        />
      </div>
      <p className={classNames(styles.words, isOver && styles.over)}>
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
