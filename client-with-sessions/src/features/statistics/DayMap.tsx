import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DayStatistics } from '../../api/types';
import { minutesInWords } from '../../format/amounts';
import { longDate, monthLabel, weekdayLabel } from '../../format/days';
import { isComposing } from '../../ui/isComposing';
import { levelsOf } from './levels';
import { mondayFirst } from './months';
import { useTargetLink } from './NumberLink';
import styles from './Statistics.module.css';
import { doneIn } from './targets';

/** What the map shows. */
export type Measure = 'tasks' | 'hours';

const STEP = 12;
const SIZE = 10;
const LEFT = 28;
const TOP = 16;

interface Props {
  days: DayStatistics[];
  measure: Measure;
  /** The first day of a week, from Monday. */
  weekStart: number;
  today: string;
}

/** A year, a column a week. Every day leads to what was done on it; the arrow keys lead from day to day. */
export function DayMap({ days, measure, weekStart, today }: Props) {
  const link = useTargetLink();
  const [chosen, setChosen] = useState(days.length - 1);
  const svg = useRef<SVGSVGElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const before = (mondayFirst(days[0]?.date ?? today) - weekStart + 7) % 7;
  const weeks = Math.ceil((days.length + before) / 7);
  const amountOf = (day: DayStatistics) => (measure === 'tasks' ? day.done : day.seconds);
  const levelOf = levelsOf(days.map(amountOf));
  const stop = Math.min(chosen, days.length - 1);

  // On a phone, what is newest is in sight.
  useEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = placeAfter(event.key, stop, days.length);
    if (to === undefined) return;
    event.preventDefault();
    setChosen(to);
    svg.current?.querySelector<SVGAElement>(`[data-day="${to}"]`)?.focus();
  };

  return (
    <div ref={box} className={styles.map}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, of links. */}
      <svg
        ref={svg}
        viewBox={`0 0 ${LEFT + weeks * STEP} ${TOP + 7 * STEP}`}
        role="group"
        aria-label={`${measure === 'tasks' ? 'Tasks done' : 'Time'} day by day. Arrow keys lead from day to day.`}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus. */}
        <g aria-hidden="true" className={styles.labels}>
          {monthsAbove(days, before).map(({ week, name }) => (
            <text key={week} x={LEFT + week * STEP} y={10}>
              {name}
            </text>
          ))}
          {[0, 2, 4].map((row) => (
            <text key={row} x={0} y={TOP + row * STEP + 9}>
              {weekdayLabel(MONDAYS[(weekStart + row) % 7] ?? today)}
            </text>
          ))}
        </g>
        {days.map((day, index) => {
          const at = index + before;
          const words = dayInWords(day, measure, today);
          const to = link(measure === 'tasks' ? doneIn(day.date) : { time: day.date });
          return (
            <a
              key={day.date}
              href={to.href}
              data-day={index}
              tabIndex={index === stop ? 0 : -1}
              aria-label={words}
              onClick={to.onClick}
              onFocus={() => setChosen(index)}
            >
              <title>{words}</title>
              <rect
                x={LEFT + Math.floor(at / 7) * STEP + 1}
                y={TOP + (at % 7) * STEP + 1}
                width={SIZE}
                height={SIZE}
                rx={2}
                data-level={levelOf(amountOf(day))}
              />
            </a>
          );
        })}
      </svg>
    </div>
  );
}

/** A Monday and the days after it. */
const MONDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => `2024-01-0${day}`);

function dayInWords(day: DayStatistics, measure: Measure, today: string): string {
  const words =
    measure === 'tasks' ? `${day.done} done` : minutesInWords(Math.round(day.seconds / 60));
  return `${longDate(day.date, today)}: ${words}`;
}

/** The months by the column that their first week is in. */
function monthsAbove(days: DayStatistics[], before: number): { week: number; name: string }[] {
  const months = days.flatMap(({ date }, index) =>
    date.endsWith('-01')
      ? [{ week: Math.ceil((index + before) / 7), name: monthLabel(date).slice(0, 3) }]
      : [],
  );
  const last = Math.ceil((days.length + before) / 7) - 2;
  return months.filter(({ week }) => week <= last);
}

function placeAfter(key: string, place: number, count: number): number | undefined {
  const to = {
    ArrowLeft: place - 7,
    ArrowRight: place + 7,
    ArrowUp: place - 1,
    ArrowDown: place + 1,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
