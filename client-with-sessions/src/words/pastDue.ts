import { dateInWords } from '../format/dates';
import { isSeveral } from './tasks';

/** What to say besides if tasks are planned for a day after they are due. */
export function pastDueInWords(
  planned: string | null | undefined,
  dues: readonly string[],
  what: string,
): string {
  if (planned == null) return '';
  const past = dues.filter((due) => isPastDue(planned, due));
  const [first] = past;
  if (first === undefined) return '';
  // On the day that it is due, only the time tells them apart.
  const due = first.slice(0, planned.startsWith(first.slice(0, 10)) ? 16 : 10);
  if (!isSeveral(what)) return `, after it is due ${dateInWords(due)}`;
  const verb = past.length === 1 ? 'is' : 'are';
  return `: ${past.length.toLocaleString('en')} of them ${verb} due before`;
}

/** Whether a plan comes after a due: on a later day, or at a later time of the same. */
export function isPastDue(planned: string | null, due: string): boolean {
  if (planned === null) return false;
  const [day, dueDay] = [planned.slice(0, 10), due.slice(0, 10)];
  if (day !== dueDay) return dueDay < day;
  const [time, dueTime] = [planned.slice(11, 16), due.slice(11, 16)];
  return dueTime !== '' && dueTime < time;
}
