import type { Task } from '../../../api/types';
import { always, type Command } from '../../../commands/command';
import { isClosed } from '../../../data/lists/lists';
import { plannedDay, plannedOn, plannedTime } from '../../../data/lists/planned';
import { addDays } from '../../../format/days';
import { focusedTask } from '../../../selection/rows';
import { stepColumn, stepInColumn } from '../board/cardFocus';
import { ADD } from '../list/taskCommands';
import { DAY, minutesOf, timeOf, toQuarter, USUAL } from './blocks';
import type { CalendarView } from './range';

const STEP = 15;
/** Where a task that has no time yet begins. */
const MORNING = 9 * 60;

/** What the keys of the calendar do. */
export interface CalendarActions {
  find: (id: number) => Task | undefined;
  /** The day on which the calendar shows a task. */
  dayOf: (task: Task) => string;
  /** The local time of the account. */
  now: () => string;
  plan: (task: Task, planned: string | null) => void;
  stretch: (task: Task, minutes: number) => void;
  setDone: (task: Task, done: boolean) => void;
  remove: (task: Task) => void;
  open: (id: number) => void;
  showView: (view: CalendarView) => void;
  step: (by: 1 | -1) => void;
  showToday: () => void;
}

/** Every command of the calendar. */
export function calendarCommands(actions: CalendarActions): Command[] {
  const isOnTask = () => focusedTask() !== undefined;
  const onTask = (act: (task: Task) => void) => () => {
    const id = focusedTask();
    const task = id === undefined ? undefined : actions.find(id);
    if (task) act(task);
    return task !== undefined;
  };
  const task = (
    id: string,
    label: string,
    key: Partial<Command>,
    act: (task: Task) => void,
  ): Command => ({
    id: `task.${id}`,
    group: 'Tasks',
    label,
    when: isOnTask,
    run: onTask(act),
    ...key,
  });
  const go = (id: string, label: string, keys: string[], move: () => void): Command => ({
    id: `calendar.${id}`,
    group: 'Tasks',
    label,
    keys,
    keyOnly: true,
    repeats: true,
    run(event) {
      // Arrows scroll until a task has the focus.
      if (event?.key.startsWith('Arrow') && !isOnTask()) return false;
      move();
      return true;
    },
  });
  const byArrow = (key: string, rest: Partial<Command> = {}): Partial<Command> => ({
    keys: [key],
    withAlt: true,
    repeats: true,
    ...rest,
  });
  const shown = (one: Task) => ({ ...one, planned: one.planned ?? actions.dayOf(one) });
  const toDay = (days: number) => (one: Task) =>
    actions.plan(one, plannedOn(one, addDays(plannedDay(shown(one)) ?? '', days)));
  const later = (minutes: number) => (one: Task) =>
    actions.plan(one, movedBy(shown(one), minutes, actions.now()));
  const longer = (minutes: number) => (one: Task) =>
    actions.stretch(one, Math.max(STEP, (one.estimate ?? USUAL) + minutes));
  const page = (id: string, label: string, words: string, run: () => void): Command => ({
    id: `calendar.${id}`,
    group: 'This page',
    label,
    words,
    run: always(run),
  });

  return [
    ADD,
    go('down', 'Next task of the day', ['j', 'ArrowDown'], () => stepInColumn(1)),
    go('up', 'Previous task of the day', ['k', 'ArrowUp'], () => stepInColumn(-1)),
    go('right', 'To the next day that has tasks', ['ArrowRight'], () => stepColumn(1)),
    go('left', 'To the previous day that has tasks', ['ArrowLeft'], () => stepColumn(-1)),
    task('later', 'Plan a quarter of an hour later', byArrow('ArrowDown'), later(STEP)),
    task('sooner', 'Plan a quarter of an hour sooner', byArrow('ArrowUp'), later(-STEP)),
    task('nextDay', 'Plan a day later', byArrow('ArrowRight'), toDay(1)),
    task('previousDay', 'Plan a day earlier', byArrow('ArrowLeft'), toDay(-1)),
    task(
      'longer',
      'Estimate a quarter of an hour more',
      byArrow('ArrowDown', { withShift: true }),
      longer(STEP),
    ),
    task(
      'shorter',
      'Estimate a quarter of an hour less',
      byArrow('ArrowUp', { withShift: true }),
      longer(-STEP),
    ),
    task('open', 'Details', { keys: ['o'], native: ['Enter'], words: 'open show' }, ({ id }) =>
      actions.open(id),
    ),
    task('toggle', 'Mark as done or open', { keys: ['c'], words: 'complete finish' }, (one) =>
      actions.setDone(one, !isClosed(one)),
    ),
    task('planToday', 'Plan for today', { keys: ['t'], words: 'schedule' }, (one) =>
      actions.plan(one, plannedOn(one, actions.now().slice(0, 10))),
    ),
    task('unplan', 'Take out of the plan', { words: 'unplan remove' }, (one) =>
      actions.plan(one, null),
    ),
    task('delete', 'Delete', { keys: ['Delete', 'Backspace'], words: 'remove bin' }, (one) =>
      actions.remove(one),
    ),
    page('day', 'Show a day', 'calendar', () => actions.showView('day')),
    page('week', 'Show a week', 'calendar', () => actions.showView('week')),
    page('month', 'Show a month', 'calendar', () => actions.showView('month')),
    {
      ...page('next', 'Next in the calendar', 'later forward', () => actions.step(1)),
      keys: ['>'],
    },
    { ...page('previous', 'Back in the calendar', 'earlier', () => actions.step(-1)), keys: ['<'] },
    page('today', 'Today in the calendar', 'now', actions.showToday),
  ];
}

/** The plan so many minutes later on the same day. Without a time, it begins in the morning or, today, soon. */
export function movedBy(task: Task & { planned: string }, minutes: number, now: string): string {
  const day = plannedDay(task) ?? '';
  const time = plannedTime(task);
  if (time !== undefined) return `${day}T${timeOf(toQuarter(minutesOf(time) + minutes))}`;
  const soon = Math.ceil(minutesOf(now.slice(11)) / STEP) * STEP;
  const first = day === now.slice(0, 10) ? Math.max(MORNING, Math.min(soon, DAY - STEP)) : MORNING;
  return `${day}T${timeOf(first)}`;
}
