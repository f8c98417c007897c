import type { Habit, HabitFields, Schedule } from '../../api/types';

/** The days of the week, from Monday on. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Every day. */
export const DAILY: Schedule = { kind: 'weekdays', weekdays: [...WEEKDAYS] };

/** How a day is answered, and whether the target is not to be passed, as one choice. */
export function goalOf({ kind, direction }: Habit): string {
  return direction === 'at_most' ? `${kind} most` : kind;
}

/** The fields of a habit, as they were typed. What is left out has the server's default. */
export function fieldsOf(
  goal: string,
  schedule: Schedule,
  { name = '', target = '', unit = '', begins = '', note = '' }: Record<string, string>,
): HabitFields & { name: string } {
  const [kind = 'check', most] = goal.split(' ');
  return {
    name: name.trim(),
    kind,
    direction: most ? 'at_most' : 'at_least',
    target: kind === 'check' ? 1 : Number(target),
    unit: kind === 'count' && unit.trim() !== '' ? unit.trim() : null,
    schedule,
    ...(begins !== '' && { begins }),
    note: note.trim() === '' ? null : note.trim(),
  };
}
