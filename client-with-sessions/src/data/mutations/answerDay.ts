import { api, unwrapWrite } from '../../api/client';
import type { Habit } from '../../api/types';
import { shortDay } from '../../words/habits';
import { type Answer, answered } from '../lists/answered';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  habit: Habit;
  day: string;
  answer: Answer;
}

const VERBS = { done: 'Done', skipped: 'Skipped', missed: 'Not done' };

/** Answers for a day of a habit. */
export const answerDay = defineMutation(({ habit, day, answer }: Variables) => ({
  label: `${VERBS[answer.state]}: “${habit.name}”, ${shortDay(day)}`,
  refusal: 'Not saved',
  async send({ header }) {
    const params = { path: { id: habit.id, day }, header };
    const { group } = await unwrapWrite(
      api.PUT('/habits/{id}/entries/{day}', { params, body: answer }),
    );
    return { group, refetch: ['habits'] };
  },
  optimistic: { habits: (grid) => answered(grid, habit.id, day, answer) },
}));
