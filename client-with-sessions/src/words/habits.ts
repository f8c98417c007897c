import type { Habit, HabitDay, ListedHabit, Mark, Schedule } from '../api/types';
import { dayOf } from '../format/accountTime';
import { weekdayAndDate } from '../format/days';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A day in short: Fri 27 Nov. */
export function shortDay(day: string): string {
  return weekdayAndDate(day, dayOf(new Date()));
}

/** When a habit is due: every day, Mon, Wed and Fri, 3 times a week. */
export function scheduleInWords(schedule: Schedule): string {
  if (schedule.kind === 'every') {
    if (schedule.days === 1) return 'every day';
    return schedule.days === 2 ? 'every other day' : `every ${schedule.days} days`;
  }
  if (schedule.kind === 'times') {
    const { times, per } = schedule;
    return `${times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`} a ${per}`;
  }
  const days = WEEKDAYS.filter((day) => schedule.weekdays.some((one) => one === day));
  if (days.length === 7) return 'every day';
  if (days.join() === WEEKDAYS.slice(0, 5).join()) return 'Monday to Friday';
  const names = days.map((day) => day.charAt(0).toUpperCase() + day.slice(1, 3));
  const last = names.pop() ?? '';
  return names.length === 0 ? longName(days[0] ?? '') : `${names.join(', ')} and ${last}`;
}

function longName(day: string): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}s`;
}

/** An amount of what a habit counts: 20 pages, 30 min. */
export function amountInWords(
  { kind, unit }: Pick<Habit, 'kind' | 'unit'>,
  amount: number,
): string {
  const number = amount.toLocaleString('en');
  if (kind === 'minutes') return `${number} min`;
  return unit === null ? number : `${number} ${unit}`;
}

/** What a day of a habit needs: at least 20 pages. Nothing if it is done or not. */
export function goalInWords(habit: Habit): string | undefined {
  if (habit.kind === 'check') return undefined;
  const direction = habit.direction === 'at_least' ? 'at least' : 'at most';
  return `${direction} ${amountInWords(habit, habit.target)}`;
}

const MARKS: Record<Mark, string> = {
  done: 'done',
  partly: 'not all done',
  missed: 'not done',
  skipped: 'skipped',
  paused: 'paused',
  open: 'no answer yet',
  not_due: 'not due',
  outside: 'outside',
};

/** How a day stands: done, 8 of 20 pages, skipped: ill. */
export function dayInWords(habit: Habit, { mark, value, note }: HabitDay): string {
  const of = habit.direction === 'at_least' ? 'of' : 'of at most';
  const amount =
    value === undefined ? undefined : `${value} ${of} ${amountInWords(habit, habit.target)}`;
  const isTooMuch = mark === 'partly' && habit.direction === 'at_most';
  const words = isTooMuch ? 'too much' : MARKS[mark];
  const said = amount === undefined ? words : `${words}, ${amount}`;
  return note === undefined ? said : `${said}: ${note}`;
}

/** A streak: 11 weeks. Nothing if there is none. */
export function streakInWords({ length, unit }: ListedHabit['streak']): string | undefined {
  if (length === 0) return undefined;
  return `${length.toLocaleString('en')} ${length === 1 ? unit.slice(0, -1) : unit}`;
}

/** How the current week or month stands: 2 of 3 this week. */
export function progressInWords({
  progress,
  schedule,
}: Pick<ListedHabit, 'progress' | 'schedule'>) {
  if (!progress || schedule.kind !== 'times') return undefined;
  return `${progress.done} of ${progress.need} this ${schedule.per}`;
}
