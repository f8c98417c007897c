import { api, unwrapWrite } from '../../api/client';
import type { SavedView } from '../../api/types';
import type { Place } from '../lists/placed';
import { placed } from '../lists/placed';
import { defineMutation } from '../outbox/mutation';

/** Moves a saved view beside another in the manual order. */
export const moveView = defineMutation(({ view, place }: { view: SavedView; place: Place }) => ({
  label: `Moved the view “${view.name}”`,
  refusal: 'Not moved',
  async send({ header }) {
    const params = { path: { id: view.id }, header };
    const { group } = await unwrapWrite(api.POST('/views/{id}/move', { params, body: place }));
    return { group, refetch: ['views'] };
  },
  optimistic: { views: (views) => placed(views, view.id, place) },
}));
