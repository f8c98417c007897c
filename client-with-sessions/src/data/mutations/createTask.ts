import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  title: string;
  description?: string | null;
}

/** Creates a task from fields, not from a line of text. */
export const createTask = defineMutation(({ title, description }: Variables) => ({
  label: `Added “${title}”`,
  refusal: 'Not added',
  typed: title,
  async send({ header }) {
    const body = { title, ...(description !== undefined && { description }) };
    const answer = await unwrapWrite(api.POST('/tasks', { params: { header }, body }));
    return { group: answer.group, tasks: [answer.body] };
  },
  staysWhenRefused: () => true,
  optimistic: { tasks: () => [{ drafts: [{ title }] }] },
}));
