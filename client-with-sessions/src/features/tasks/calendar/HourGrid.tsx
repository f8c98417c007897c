import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import { clockTime } from '../../../format/amounts';
import { dateLabel, longDay, weekdayLabel } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { DayLoad } from '../pages/DayLoad';
import { DAY, minutesOf, type ShownTask, timeOf } from './blocks';
import styles from './Calendar.module.css';
import { CalendarTask } from './CalendarTask';
import { useCalendar } from './calendarContext';
import { TimedTask } from './TimedTask';
import type { CalendarDay } from './useCalendarDays';

const HOURS = Array.from({ length: 24 }, (_, hour) => timeOf(hour * 60));
const QUARTERS = Array.from({ length: DAY / 15 }, (_, index) => timeOf(index * 15));
/** What is seen first, unless something is planned earlier. */
const MORNING = 8 * 60;

interface Props {
  days: CalendarDay[];
  /** The local time for which a task is being typed. */
  picked: string | undefined;
  /** Called with the local time of an empty place that was clicked. */
  onPick: (at: string) => void;
}

/** Days side by side with their hours. */
export function HourGrid({ days, picked, onPick }: Props) {
  const { today, hoursStart } = useCalendar();
  const scroller = useRef<HTMLElement>(null);
  const first = days[0]?.date;
  const earliest = Math.min(
    MORNING,
    hoursStart,
    ...days.flatMap(({ blocks }) => blocks.map(({ from }) => from)),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: other days begin at their own morning.
  useLayoutEffect(() => {
    const element = scroller.current;
    const column = element?.querySelector('[data-hours]');
    if (!element || !column) return;
    const hour = column.getBoundingClientRect().height / 24;
    element.scrollTop = Math.max(0, (earliest / 60) * hour - hour / 2);
  }, [first, days.length]);

  return (
    <section
      ref={scroller}
      className={styles.scroller}
      style={{ '--days': days.length } as CSSProperties}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key.
      tabIndex={0}
      aria-label="Hours"
    >
      <div className={styles.top}>
        <span className={styles.corner} />
        {days.map((day) => (
          <DayTop key={day.date} day={day} isOnly={days.length === 1} />
        ))}
      </div>
      <div className={styles.hours}>
        <div aria-hidden="true" className={styles.labels}>
          <HourLabels />
        </div>
        {days.map((day) => (
          <DayColumn
            key={day.date}
            day={day}
            isToday={day.date === today}
            picked={picked}
            onPick={onPick}
          />
        ))}
      </div>
    </section>
  );
}

function HourLabels() {
  const { clock } = useCalendar();
  return HOURS.slice(1).map((hour) => <span key={hour}>{clockTime(hour, clock)}</span>);
}

/** The name of a day, how full it is, and what has no time. */
function DayTop({ day, isOnly }: { day: CalendarDay; isOnly: boolean }) {
  const { today, showDay } = useCalendar();
  const { date, anytime } = day;
  return (
    <section
      aria-label={longDay(date)}
      data-takes={date}
      data-column
      className={classNames(styles.day, date === today && styles.today)}
    >
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.date}
          disabled={isOnly}
          onClick={() => showDay(date)}
        >
          <span className={styles.weekday}>{weekdayLabel(date)}</span>
          {Number(date.slice(8))}
          <span className="visually-hidden"> {dateLabel(date, today)}</span>
        </button>
      </h2>
      <DayLoad day={day.open} brief />
      {anytime.length > 0 && (
        <ul aria-label={`Any time, ${longDay(date)}`} className={styles.anytime}>
          {anytime.map((task) => (
            <CalendarTask key={keyOf(task)} task={task} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface ColumnProps {
  day: CalendarDay;
  isToday: boolean;
  picked: string | undefined;
  onPick: (at: string) => void;
}

function DayColumn({ day: { date, open, blocks }, isToday, picked, onPick }: ColumnProps) {
  const { hoursStart } = useCalendar();
  const hours = { '--from': hoursStart, '--length': Math.min(open.capacity, DAY - hoursStart) };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the line above adds tasks by key.
    // biome-ignore lint/a11y/noStaticElementInteractions: likewise.
    <div
      data-hours={date}
      data-column
      className={classNames(styles.column, isToday && styles.today)}
      onClick={({ target }) => {
        const at = target instanceof HTMLElement ? target.dataset.takes : undefined;
        if (at) onPick(at);
      }}
    >
      <div
        aria-hidden="true"
        data-own-hours
        className={styles.ownHours}
        style={hours as CSSProperties}
      />
      <div aria-hidden="true" className={styles.lines} />
      <div aria-hidden="true" className={styles.quarters}>
        {QUARTERS.map((time) => (
          <span
            key={time}
            data-takes={`${date}T${time}`}
            data-picked={picked === `${date}T${time}` || undefined}
          />
        ))}
      </div>
      {isToday && <NowLine />}
      {blocks.length > 0 && (
        <ul aria-label={`At a time, ${longDay(date)}`} className={styles.blocks}>
          {blocks.map((block) => (
            <TimedTask key={keyOf(block.task)} block={block} />
          ))}
        </ul>
      )}
    </div>
  );
}

function NowLine() {
  const { now } = useCalendar();
  const style = { '--from': minutesOf(now.slice(11)) } as CSSProperties;
  return <div aria-hidden="true" className={styles.now} style={style} />;
}

/** Drafts have no number yet, and what comes back has that of another. */
function keyOf({ id, title, comesBack }: ShownTask): string {
  return id === 0 ? title : `${id}${comesBack ? ' again' : ''}`;
}
