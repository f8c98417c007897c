import type { EntryState, Habit, HabitDay, HabitGrid, ListedHabit, Mark } from '../../api/types';

/** What is answered for a day of a habit. */
export interface Answer {
  state: EntryState;
  value?: number | undefined;
  note?: string | undefined;
}

/** How a day stands with an answer. */
export function markOf({ direction, target }: Habit, { state, value = target }: Answer): Mark {
  if (state !== 'done') return state;
  const isFulfilled = direction === 'at_least' ? value >= target : value <= target;
  return isFulfilled ? 'done' : 'partly';
}

/** The day with another answer; without one it is cleared. */
export function answeredDay(habit: Habit, day: HabitDay, answer: Answer | undefined): HabitDay {
  const unanswered = day.unanswered ?? day.mark;
  if (!answer) return { day: day.day, mark: unanswered };
  const { state, value, note } = answer;
  return {
    day: day.day,
    mark: markOf(habit, answer),
    unanswered,
    state,
    ...(value !== undefined && { value }),
    ...(note && { note }),
  };
}

/** The grid with another answer for a day of a habit. Its strength and its streak only the server knows. */
export function answered(
  grid: HabitGrid,
  id: number,
  date: string,
  answer: Answer | undefined,
): HabitGrid {
  const change = (habit: ListedHabit): ListedHabit => ({
    ...habit,
    days: habit.days.map((day) => (day.day === date ? answeredDay(habit, day, answer) : day)),
  });
  return { ...grid, habits: grid.habits.map((one) => (one.id === id ? change(one) : one)) };
}

/** What one press makes of a day that takes no value: done, then skipped, then as if never answered. */
export function nextAnswer({ mark, state }: HabitDay): Answer | undefined {
  if (mark === 'done' || mark === 'partly') return { state: 'skipped' };
  return state === undefined ? { state: 'done' } : undefined;
}
