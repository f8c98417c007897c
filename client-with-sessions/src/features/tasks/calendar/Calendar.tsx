import { useMemo, useState } from 'react';
import type { Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { agendaDay } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { capture } from '../../../data/mutations/capture';
import { useProjects } from '../../../data/queries/projects';
import { useSettings } from '../../../data/queries/settings';
import { useLocalOf, useToday } from '../../../data/queries/today';
import { weekStartOf } from '../../../dates/dateChoices';
import { useLatest } from '../../../ui/useLatest';
import { useMedia } from '../../../ui/useMedia';
import { CaptureBar } from '../capture/CaptureBar';
import { ListError } from '../list/ListError';
import { ListSkeleton } from '../list/ListSkeleton';
import { focusAddLine } from '../row/rowFocus';
import { minutesOf } from './blocks';
import styles from './Calendar.module.css';
import { CalendarHead } from './CalendarHead';
import { calendarCommands } from './calendarCommands';
import { CalendarProvider } from './calendarContext';
import { HourGrid } from './HourGrid';
import { MonthGrid } from './MonthGrid';
import { type CalendarView, daysOf, rangeInWords, stepTo } from './range';
import { Unplanned } from './Unplanned';
import { useCalendarActions } from './useCalendarActions';
import { useCalendarDays } from './useCalendarDays';
import { useCalendarDrops } from './useCalendarDrops';
import { useNow } from './useNow';
import { useUnplanned } from './useUnplanned';

/** Which part of the calendar is shown; what is missing is up to the calendar. */
export interface Place {
  view?: CalendarView | undefined;
  date?: string | undefined;
}

interface Props extends Place {
  owner: number;
  onGo: (to: Place) => void;
}

/** A phone has room for the hours of one day. */
const NARROW = '(max-width: 599px)';

/** A day, a week or a month with its tasks, and what is not planned beside it. */
export function Calendar({ owner, view: asked, date: askedDate, onGo }: Props) {
  const today = useToday();
  const now = useNow();
  const { settings } = useSettings();
  const localOf = useLocalOf();
  const { projects } = useProjects();
  const { mutate } = useMutations();
  const isNarrow = useMedia(NARROW);
  const actions = useCalendarActions();

  const wanted = asked ?? (isNarrow ? 'day' : 'week');
  const view = isNarrow && wanted === 'week' ? 'day' : wanted;
  const date = askedDate ?? today;
  const weekStart = weekStartOf(settings);
  const range = useMemo(() => daysOf(view, date, weekStart), [view, date, weekStart]);
  const { days, query, isCut } = useCalendarDays(range, today);
  const unplanned = useUnplanned(today);

  const [picked, pick] = useState<string>();
  const go = useLatest((to: Place) => {
    pick(undefined);
    onGo({ view: asked, date: askedDate, ...to });
  });
  const showView = useLatest((next: CalendarView) => go({ view: next }));
  const step = useLatest((by: 1 | -1) => go({ date: stepTo(view, date, by) }));
  const showToday = useLatest(() => go({ date: undefined }));
  const pickTime = useLatest((at: string) => {
    pick(at);
    focusAddLine();
  });

  // What is typed goes to the time that was picked, or else to the day that is shown.
  const planned = picked ?? (view === 'day' && date > today ? date : today);
  const context = useMemo(() => ({ planned_if_undated: planned }), [planned]);

  const shared = useMemo(
    () => ({
      today,
      now,
      clock: settings?.clock ?? ('24h' as const),
      projects: new Map(projects?.map((project) => [project.id, project])),
      hoursStart: minutesOf(settings?.hours_start ?? '09:00'),
      localOf,
      open: actions.open,
      stretch: actions.stretch,
      showDay: (day: string) => go({ view: 'day', date: day }),
    }),
    [today, now, settings, localOf, projects, actions, go],
  );

  const find = useLatest((id: number): Task | undefined => {
    const shown = days?.flatMap(({ blocks, anytime }) => [
      ...blocks.map(({ task }) => task),
      ...anytime,
    ]);
    const tasks = shown?.filter(({ comesBack }) => !comesBack) ?? [];
    return [...tasks, ...(unplanned.tasks ?? [])].find((task) => task.id === id);
  });
  useCalendarDrops(find, actions.plan);
  const nowOf = useLatest(() => now);
  const commands = useMemo(
    () =>
      calendarCommands({
        ...actions,
        find,
        dayOf: (task) => agendaDay(task, today) ?? today,
        now: nowOf,
        showView,
        step,
        showToday,
      }),
    [actions, find, nowOf, today, showView, step, showToday],
  );
  useCommands(commands);

  return (
    <CalendarProvider value={shared}>
      <div data-wide className={styles.page}>
        <CalendarHead
          title={rangeInWords(view, date, range, today)}
          view={view}
          isNarrow={isNarrow}
          onView={showView}
          onStep={step}
          onToday={showToday}
          onDay={(day) => go({ view: 'day', date: day })}
        />
        <CaptureBar
          owner={owner}
          context={context}
          onAdd={(text, where, drafts) => {
            mutate(capture({ text, context: where, drafts }));
            pick(undefined);
          }}
        />
        <div className={styles.body}>
          {days ? (
            view === 'month' ? (
              <MonthGrid month={date.slice(0, 7)} days={days} />
            ) : (
              <HourGrid days={days} picked={picked} onPick={pickTime} />
            )
          ) : query.isError ? (
            <ListError error={query.error} onRetry={query.refetch} />
          ) : (
            <ListSkeleton />
          )}
          <Unplanned {...unplanned} />
        </div>
        {isCut && <p className={styles.hint}>There are too many tasks to show all of them.</p>}
      </div>
    </CalendarProvider>
  );
}
