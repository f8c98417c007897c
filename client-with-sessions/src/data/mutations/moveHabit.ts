import { api, unwrapWrite } from '../../api/client';
import type { Habit } from '../../api/types';
import type { Place } from '../lists/placed';
import { placed } from '../lists/placed';
import { defineMutation } from '../outbox/mutation';

/** Moves a habit beside another in the manual order. */
export const moveHabit = defineMutation(({ habit, place }: { habit: Habit; place: Place }) => ({
  label: `Moved the habit “${habit.name}”`,
  refusal: 'Not moved',
  async send({ header }) {
    const params = { path: { id: habit.id }, header };
    const { group } = await unwrapWrite(api.POST('/habits/{id}/move', { params, body: place }));
    return { group, refetch: ['habits'] };
  },
  optimistic: {
    habits: (grid) => ({ ...grid, habits: placed(grid.habits, habit.id, place) }),
  },
}));
