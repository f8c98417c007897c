import { longWeekdayLabel } from '../../format/days';

/** Numbers that begin with Monday, in the order of the account's week. */
export function inWeek(numbers: number[], weekStart: number): { name: string; value: number }[] {
  return numbers.map((_, index) => {
    const day = (weekStart + index) % 7;
    // 2024 began with a Monday.
    return { name: longWeekdayLabel(`2024-01-0${day + 1}`), value: numbers[day] ?? 0 };
  });
}
