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
  if (!isSeveral(what)) return `, after it is due ${dateInWords(first.slice(0, 10))}`;
  const verb = past.length === 1 ? 'is' : 'are';
  return `: ${past.length.toLocaleString('en')} of them ${verb} due before`;
}

/** Whether a day comes after a due. */
export function isPastDue(planned: string | null, due: string): boolean {
  return planned !== null && due.slice(0, 10) < planned;
}
