import { useState } from 'react';
import { toProblem } from '../../../api/errors';
import type { TimeSheet } from '../../../api/types';
import { todayIn } from '../../../data/lists/today';
import { useSettings } from '../../../data/queries/settings';
import { useTimeSheet, useTimeTotals } from '../../../data/queries/timeEntries';
import { weekStartOf } from '../../../dates/dateChoices';
import { weekBegin } from '../../../dates/months';
import { minutesInWords } from '../../../format/amounts';
import { addDays, dateLabel, longDay } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { ListState } from '../../../ui/ListState';
import { DaySection } from './DaySection';
import { EntryForm } from './EntryForm';
import { TimeHead, type TimeView } from './TimeHead';
import styles from './TimePage.module.css';
import { Timesheet } from './Timesheet';
import { TimeTotals } from './TimeTotals';
import { useEntryActions } from './useEntryActions';

interface Props {
  view: TimeView | undefined;
  date: string | undefined;
  onGo: (to: { view?: TimeView; date?: string | undefined }) => void;
}

/** The time of a day or a week: what it was spent on, with gaps to fill, and what it adds up to. */
export function TimePage({ view = 'day', date, onGo }: Props) {
  const { settings } = useSettings();
  const today = todayIn(settings, new Date());
  const day = date ?? today;
  const first = view === 'week' ? weekBegin(day, weekStartOf(settings)) : day;
  const last = view === 'week' ? addDays(first, 6) : day;
  const sheet = useTimeSheet(first, last);
  const totals = useTimeTotals(first, last);
  const [isAdding, setAdding] = useState(false);
  const actions = useEntryActions(() => setAdding(false));
  const seconds = sheet.data?.days.reduce((sum, one) => sum + one.seconds, 0) ?? 0;
  const title =
    view === 'week' ? `${dateLabel(first, today)} to ${dateLabel(last, today)}` : longDay(day);

  return (
    <>
      <TimeHead
        title={title}
        count={sheet.data && minutesInWords(Math.round(seconds / 60))}
        view={view}
        onView={(next) => onGo({ view: next })}
        onStep={(by) => onGo({ date: addDays(day, view === 'week' ? 7 * by : by) })}
        onToday={() => onGo({ date: undefined })}
        onDay={(next) => onGo({ date: next })}
      />
      <div className={styles.bar}>
        <Button variant="primary" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          Add time
        </Button>
        <Timesheet from={first} to={last} />
      </div>
      {isAdding && (
        <EntryForm
          draft={{ purpose: {}, note: '', day: day > today ? today : day, when: '' }}
          isNew
          dayStart={settings?.day_start ?? '00:00'}
          problem={actions.problem}
          isInTheWay={actions.isInTheWay}
          onSave={actions.create}
          onClose={() => setAdding(false)}
        />
      )}
      <ListState
        what="The time"
        rows={4}
        isLoading={sheet.isPending}
        problem={sheet.error && !sheet.data ? toProblem(sheet.error).message : undefined}
        onRetry={() => void sheet.refetch()}
      />
      {sheet.data && seconds === 0 && !hasRunning(sheet.data) && (
        <EmptyState
          state={view === 'week' ? 'No time in this week.' : 'No time on this day.'}
          advice="Press Space on a task to start the timer, or add time that you remember."
        />
      )}
      {sheet.data?.days.map((one) =>
        one.parts.length === 0 ? null : (
          <DaySection
            key={one.date}
            sheet={sheet.data}
            date={one.date}
            seconds={one.seconds}
            hasHeading={view === 'week'}
          />
        ),
      )}
      {totals.data && seconds > 0 && <TimeTotals totals={totals.data} />}
    </>
  );
}

function hasRunning({ entries }: TimeSheet): boolean {
  return entries.some(({ started_at, ended_at }) => started_at !== null && ended_at === null);
}
