import { api, unwrapWrite } from '../../api/client';
import type { SavedView } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export const deleteView = defineMutation(({ view }: { view: SavedView }) => ({
  label: `Deleted the view “${view.name}”`,
  refusal: 'Not deleted',
  async send({ header }) {
    const params = { path: { id: view.id }, header };
    const { group } = await unwrapWrite(api.DELETE('/views/{id}', { params }));
    return { group, refetch: ['views'] };
  },
  optimistic: { views: (views) => views.filter(({ id }) => id !== view.id) },
}));
