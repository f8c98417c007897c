import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { localDue } from '../../../data/lists/today';
import { useSettings } from '../../../data/queries/settings';
import { useDayOf } from '../../../data/queries/today';
import { byAgendaDay } from '../list/sections';
import { useTaskView } from '../list/useTaskView';
import { type DayPlan, planOf } from './blocks';

const NONE = new Map<number, never>();

/** A day of the calendar: what is planned or due on it, and what was done on it. */
export interface CalendarDay extends DayPlan {
  date: string;
  /** The minutes there are for tasks. */
  capacity: number;
  /** The open tasks, for their estimates. */
  open: Task[];
}

/** Successive days with their tasks; undefined until they are loaded. */
export function useCalendarDays(days: string[], today: string) {
  const { settings } = useSettings();
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
    const localOf = (due: string) => localDue(settings, due).local;
    return byAgendaDay(open.view, localOf).map(({ date, capacity, tasks, drafts }): CalendarDay => {
      const all = [...tasks, ...drafts.map(({ task }) => task)];
      const closed = (done.view?.tasks ?? []).filter(
        ({ completed_at }) => completed_at !== null && dayOf(completed_at) === date,
      );
      return { date, capacity, open: all, ...planOf([...all, ...closed], date, localOf) };
    });
  }, [open.view, done.view, settings, dayOf]);
  const isCut = open.view?.agenda?.truncated === true || done.query.hasNextPage;
  return { days: shown, query: open.query, isCut };
}
