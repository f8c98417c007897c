import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { fullDay, type IsoDay, longWeekdayLabel, monthLabel, weekdayLabel } from '../format/days';
import { ChevronIcon } from '../ui/icons';
import { isComposing } from '../ui/isComposing';
import styles from './MonthGrid.module.css';
import { addMonths, dayAfterKey, weeksOf } from './months';

interface Props {
  chosen: IsoDay | undefined;
  today: IsoDay;
  /** The weekday with which a week begins; 1 is Monday. */
  weekStart: number;
  onChoose: (day: IsoDay) => void;
}

/** The days of a month, to choose from by pointer or by arrows. */
export function MonthGrid({ chosen, today, weekStart, onChoose }: Props) {
  const id = useId();
  const [active, setActive] = useState(chosen ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const isMoved = useRef(false);
  const weeks = weeksOf(active, weekStart);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the day is focused after each move.
  useEffect(() => {
    if (isMoved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    isMoved.current = false;
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = dayAfterKey(event.key, event.shiftKey, active, weekStart);
    if (to === undefined) return;
    event.preventDefault();
    isMoved.current = true;
    setActive(to);
  };

  return (
    <div className={styles.month}>
      <div className={styles.head}>
        <p id={id} aria-live="polite" className={styles.name}>
          {monthLabel(active)}
        </p>
        <button
          type="button"
          aria-label="The month before"
          className={styles.before}
          onClick={() => setActive(addMonths(active, -1))}
        >
          <ChevronIcon />
        </button>
        <button
          type="button"
          aria-label="The next month"
          className={styles.next}
          onClick={() => setActive(addMonths(active, 1))}
        >
          <ChevronIcon />
        </button>
      </div>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are chosen by arrows.
        role="grid"
        aria-labelledby={id}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" abbr={longWeekdayLabel(day)}>
                {weekdayLabel(day).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    tabIndex={day === active ? 0 : -1}
                    aria-pressed={day === chosen}
                    aria-label={fullDay(day)}
                    aria-current={day === today ? 'date' : undefined}
                    data-outside={day.slice(0, 7) === active.slice(0, 7) ? undefined : ''}
                    className={styles.day}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
