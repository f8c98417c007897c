import { useMemo } from 'react';
import { useDayOf, useLocalOf } from '../../../data/queries/today';
import { type AgendaDay, byAgendaDay } from '../list/sections';
import { useTaskView } from '../list/useTaskView';
import { comingTask, type DayPlan, planOf } from './blocks';

const NONE = new Map<number, never>();

/** A day of the calendar: what is planned or due on it, what will come back on it, and what was done on it. */
export interface CalendarDay extends DayPlan {
  date: string;
  /** Its open tasks, for its hours. */
  open: AgendaDay;
}

/** Successive days with their tasks; undefined until they are loaded. */
export function useCalendarDays(days: string[], today: string) {
  const localOf = useLocalOf();
  const dayOf = useDayOf();
  const from = days[0] ?? today;
  const to = days.at(-1) ?? today;
  const agenda = useMemo(
    () => ({ kind: 'agenda', days: days.length, from }) as const,
    [days.length, from],
  );
  const ofDone = useMemo(
    () => ({ kind: 'query', q: `is:done completed:${from}..${to} sort:completed` }) as const,
    [from, to],
  );
  const open = useTaskView(agenda, today, NONE, undefined);
  const done = useTaskView(ofDone, today, NONE, undefined);

  const shown = useMemo(() => {
    if (!open.view) return undefined;
    return byAgendaDay(open.view, localOf).map((day): CalendarDay => {
      const { date, left, tasks, drafts, coming } = day;
      const closed = (done.view?.tasks ?? []).filter(
        ({ completed_at }) => completed_at !== null && dayOf(completed_at) === date,
      );
      const all = [
        ...left,
        ...tasks,
        ...drafts.map(({ task }) => task),
        ...coming.map(comingTask),
        ...closed,
      ];
      return { date, open: day, ...planOf(all, date, localOf) };
    });
  }, [open.view, done.view, localOf, dayOf]);
  const isCut = open.view?.agenda?.truncated === true || done.query.hasNextPage;
  return { days: shown, query: open.query, isCut };
}
