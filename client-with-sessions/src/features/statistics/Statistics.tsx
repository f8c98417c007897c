import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/errors';
import { useSettings } from '../../data/queries/settings';
import { statisticsQuery } from '../../data/queries/statistics';
import { useTimeTotals } from '../../data/queries/timeEntries';
import { useToday } from '../../data/queries/today';
import { weekStartOf } from '../../dates/dateChoices';
import { addDays, dateLabel } from '../../format/days';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ListState } from '../../ui/ListState';
import { PageHead } from '../../ui/PageHead';
import { SelectField } from '../../ui/SelectField';
import { Calibration } from './Calibration';
import { DayMap, type Measure } from './DayMap';
import { HabitsKept } from './HabitsKept';
import { InAndOut } from './InAndOut';
import { MonthTable } from './MonthTable';
import { Part } from './Part';
import { PlanKept } from './PlanKept';
import styles from './Statistics.module.css';
import { TimeSpent } from './TimeSpent';
import { Totals } from './Totals';
import { WhenDone } from './WhenDone';

interface Props {
  /** A year of the calendar; without one, the last twelve months. */
  year: number | undefined;
  onYear: (year: number | undefined) => void;
}

const MEASURES = [
  { measure: 'tasks', label: 'Tasks' },
  { measure: 'hours', label: 'Hours' },
] as const;

/** A year in numbers, each of which leads to the tasks behind it. */
export function Statistics({ year, onYear }: Props) {
  const today = useToday();
  const [from, to] = daysOf(year, today);
  const query = useQuery(statisticsQuery(from, to));
  const time = useTimeTotals(from, to);
  const { settings } = useSettings();
  const [measure, setMeasure] = useState<Measure>('tasks');
  const statistics = query.data;
  const totals = time.data;
  const weekStart = weekStartOf(settings) - 1;
  const isEmpty =
    statistics !== undefined &&
    statistics.totals.created + statistics.totals.done + statistics.totals.seconds === 0;

  return (
    <div className={styles.page}>
      <PageHead title="Statistics" />
      <div className={styles.choices}>
        <SelectField
          label="Year"
          value={String(year ?? '')}
          options={yearsSince(statistics?.since ?? today, today, year)}
          onChange={(value) => onYear(value === '' ? undefined : Number(value))}
        />
        <p className={styles.range}>
          {dateLabel(from, today)} to {dateLabel(to, today)}
        </p>
        <Button variant="quiet" onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <ListState
        what="The statistics"
        rows={6}
        isLoading={query.isPending}
        problem={query.error && !statistics ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {isEmpty && (
        <EmptyState
          state="Nothing to count yet."
          advice="What you make, do and track in these months is counted here."
        />
      )}
      {statistics && !isEmpty && (
        <>
          <Totals statistics={statistics} time={totals} />
          <Part
            title="Day by day"
            counted="A task counts on the day it was done, if it has no subtasks: its parts count instead. Days begin when yours do. The four shades are the quartiles of the days with anything at all, so they fit whatever is usual for you. Hours are all time that was kept on the day."
          >
            <fieldset className={styles.measures}>
              <legend className="visually-hidden">Show</legend>
              {MEASURES.map((one) => (
                <button
                  key={one.measure}
                  type="button"
                  aria-pressed={one.measure === measure}
                  onClick={() => setMeasure(one.measure)}
                >
                  {one.label}
                </button>
              ))}
            </fieldset>
            <DayMap days={statistics.days} measure={measure} weekStart={weekStart} today={today} />
            <MonthTable days={statistics.days} />
          </Part>
          <InAndOut statistics={statistics} />
          <WhenDone statistics={statistics} />
          {totals && totals.seconds > 0 && (
            <TimeSpent totals={totals} days={statistics.days} weekStart={weekStart} />
          )}
          <PlanKept statistics={statistics} />
          <Calibration first={addDays(from, -1)} last={to} />
          <HabitsKept today={today} />
        </>
      )}
    </div>
  );
}

/** The days of a year, as far as it has come; without one, the last 365. */
function daysOf(year: number | undefined, today: string): [string, string] {
  if (year === undefined) return [addDays(today, -364), today];
  const last = `${year}-12-31`;
  return [`${year}-01-01`, last > today && `${year}-01-01` <= today ? today : last];
}

function yearsSince(since: string, today: string, shown: number | undefined) {
  const first = Math.min(Number(since.slice(0, 4)), shown ?? Number.POSITIVE_INFINITY);
  const last = Math.max(Number(today.slice(0, 4)), shown ?? 0);
  const years = Array.from({ length: Math.min(100, last - first + 1) }, (_, back) =>
    String(last - back),
  );
  return [
    { value: '', label: 'Last 12 months' },
    ...years.map((value) => ({ value, label: value })),
  ];
}
