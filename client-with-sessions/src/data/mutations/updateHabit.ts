import { api, unwrapWrite } from '../../api/client';
import type { Habit, HabitFields } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  habit: Habit;
  patch: HabitFields;
}

/** Changes a habit, or archives it. */
export const updateHabit = defineMutation(({ habit, patch }: Variables) => ({
  label: labelOf(habit, patch),
  refusal: 'Not saved',
  async send({ header }) {
    const params = { path: { id: habit.id }, header };
    const { group } = await unwrapWrite(api.PATCH('/habits/{id}', { params, body: patch }));
    return { group, refetch: ['habits'] };
  },
  optimistic: {
    habits: (grid) =>
      patch.archived === true
        ? { ...grid, habits: grid.habits.filter(({ id }) => id !== habit.id) }
        : grid,
  },
}));

function labelOf({ name }: Habit, { archived }: HabitFields): string {
  if (archived === undefined) return `Changed the habit “${name}”`;
  return `${archived ? 'Archived' : 'Unarchived'} the habit “${name}”`;
}
