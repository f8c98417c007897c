import { api, unwrapWrite } from '../../api/client';
import type { Habit } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export const deleteHabit = defineMutation(({ habit }: { habit: Habit }) => ({
  label: `Deleted the habit “${habit.name}”`,
  refusal: 'Not deleted',
  async send({ header }) {
    const params = { path: { id: habit.id }, header };
    const { group } = await unwrapWrite(api.DELETE('/habits/{id}', { params }));
    return { group, refetch: ['habits'] };
  },
  optimistic: {
    habits: (grid) => ({ ...grid, habits: grid.habits.filter(({ id }) => id !== habit.id) }),
  },
}));
