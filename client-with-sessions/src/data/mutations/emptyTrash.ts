import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

/** Deletes everything in the trash for good. */
export const emptyTrash = defineMutation(() => ({
  label: 'Emptied the trash',
  refusal: 'Not emptied',
  isForGood: true,
  async send({ header }) {
    const { group } = await unwrapWrite(api.DELETE('/trash', { params: { header } }));
    return { group, refetch: ['trash'] };
  },
  optimistic: { trash: () => ({ tasks: [], projects: [], lacksProjects: false, total: 0 }) },
}));
