import { longDay, weekdayLabel } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { timeOf } from './blocks';
import styles from './Calendar.module.css';
import { CalendarTask } from './CalendarTask';
import { useCalendar } from './calendarContext';
import type { CalendarDay } from './useCalendarDays';
import { onDay } from './useCalendarDrops';

/** As many tasks as a day of a month shows. */
const MOST = 4;

interface Props {
  /** The month, such as 2026-11. */
  month: string;
  days: CalendarDay[];
}

/** A month, week by week. */
export function MonthGrid({ month, days }: Props) {
  return (
    <div className={styles.month}>
      <div aria-hidden="true" className={styles.weekdays}>
        {days.slice(0, 7).map(({ date }) => (
          <span key={date}>{weekdayLabel(date)}</span>
        ))}
      </div>
      <div className={styles.cells}>
        {days.map((day) => (
          <DayCell key={day.date} day={day} isOther={!day.date.startsWith(month)} />
        ))}
      </div>
    </div>
  );
}

function DayCell({ day, isOther }: { day: CalendarDay; isOther: boolean }) {
  const { today, showDay } = useCalendar();
  const { date } = day;
  const tasks = [
    ...day.anytime.map((task) => ({ task, time: undefined })),
    ...day.blocks.map(({ task, from }) => ({ task, time: timeOf(from) })),
  ];
  const more = tasks.length - MOST;
  return (
    <section
      aria-label={longDay(date)}
      data-takes={onDay(date)}
      data-column
      className={classNames(styles.cell, isOther && styles.other, date === today && styles.today)}
    >
      <button
        type="button"
        className={styles.number}
        aria-label={`${longDay(date)}: ${countInWords(tasks.length)}`}
        onClick={() => showDay(date)}
      >
        {Number(date.slice(8))}
        {tasks.length > 0 && <span className={styles.many}>{tasks.length}</span>}
      </button>
      {tasks.length > 0 && (
        <ul aria-label={`Tasks of ${longDay(date)}`} className={styles.few}>
          {tasks.slice(0, MOST).map(({ task, time }) => (
            <CalendarTask
              key={`${task.id} ${task.title} ${task.comesBack === true}`}
              task={task}
              time={time}
            />
          ))}
        </ul>
      )}
      {more > 0 && (
        <button type="button" className={styles.rest} onClick={() => showDay(date)}>
          {more} more
        </button>
      )}
    </section>
  );
}

function countInWords(count: number): string {
  if (count === 0) return 'nothing';
  return count === 1 ? '1 task' : `${count} tasks`;
}
