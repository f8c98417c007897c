import { api, unwrapWrite } from '../../api/client';
import { tasksInWords } from '../../words/tasks';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  ids: readonly number[];
  /** The title, if it is one task alone. */
  title?: string | undefined;
}

/** Moves several tasks into the trash. */
export const deleteTasks = defineMutation(({ ids, title }: Variables) => ({
  label: `Deleted ${tasksInWords(ids.length, title)}`,
  refusal: 'Not deleted',
  async send({ header }) {
    const body = { ids: [...ids] };
    const { group } = await unwrapWrite(api.POST('/tasks/delete', { params: { header }, body }));
    return { group, gone: [...ids], refetch: ['lists'] };
  },
  optimistic: { tasks: () => ids.map((id) => ({ gone: { id } })) },
}));
