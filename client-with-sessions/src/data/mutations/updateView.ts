import { api, unwrapWrite } from '../../api/client';
import type { SavedView } from '../../api/types';
import { objectUpdateInWords } from '../../words/objects';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  view: SavedView;
  patch: Partial<Pick<SavedView, 'name' | 'query' | 'favourite'>>;
}

/** Renames or marks a saved view, or changes what it shows. */
export const updateView = defineMutation(({ view, patch }: Variables) => ({
  label: objectUpdateInWords('view', view.name, { name: view.name }, patch),
  refusal: 'Not saved',
  async send({ header }) {
    const params = { path: { id: view.id }, header };
    const { group } = await unwrapWrite(api.PATCH('/views/{id}', { params, body: patch }));
    return { group, refetch: ['views'] };
  },
  optimistic: {
    views(views) {
      // The server may refuse the query, so no list uses it before the answer.
      const { query: _, ...shown } = patch;
      return views.map((other) => (other.id === view.id ? { ...other, ...shown } : other));
    },
  },
}));
