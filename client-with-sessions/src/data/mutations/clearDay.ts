import { api, unwrapWrite } from '../../api/client';
import type { Habit } from '../../api/types';
import { shortDay } from '../../words/habits';
import { answered } from '../lists/answered';
import { defineMutation } from '../outbox/mutation';

/** Clears a day of a habit, as if it had never been answered. */
export const clearDay = defineMutation(({ habit, day }: { habit: Habit; day: string }) => ({
  label: `Cleared: “${habit.name}”, ${shortDay(day)}`,
  refusal: 'Not cleared',
  async send({ header }) {
    const params = { path: { id: habit.id, day }, header };
    const { group } = await unwrapWrite(api.DELETE('/habits/{id}/entries/{day}', { params }));
    return { group, refetch: ['habits'] };
  },
  optimistic: { habits: (grid) => answered(grid, habit.id, day, undefined) },
}));
