import { api, unwrapWrite } from '../../api/client';
import type { HabitFields } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export const createHabit = defineMutation((fields: HabitFields & { name: string }) => ({
  label: `Added the habit “${fields.name}”`,
  refusal: 'Not added',
  async send({ header }) {
    const answer = await unwrapWrite(api.POST('/habits', { params: { header }, body: fields }));
    return { group: answer.group, created: answer.body.id, refetch: ['habits'] };
  },
}));
