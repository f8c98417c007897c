import { api, unwrapWrite } from '../../api/client';
import type { ListedSection } from '../../api/types';
import type { Place } from '../lists/placed';
import { placed } from '../lists/placed';
import { defineMutation } from '../outbox/mutation';

/** Moves a section beside another of its project. */
export const moveSection = defineMutation(
  ({ section, place }: { section: ListedSection; place: Place }) => ({
    label: `Moved the section “${section.name}”`,
    refusal: 'Not moved',
    async send({ header }) {
      const params = { path: { id: section.id }, header };
      const { group } = await unwrapWrite(api.POST('/sections/{id}/move', { params, body: place }));
      return { group, refetch: ['sections', 'lists'] };
    },
    optimistic: { sections: (sections) => placed(sections, section.id, place) },
  }),
);
