import { api, unwrapWrite } from '../../api/client';
import type { ListedSection } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Deletes a section; its tasks stay in the project. */
export const deleteSection = defineMutation(({ section }: { section: ListedSection }) => ({
  label: `Deleted the section “${section.name}”`,
  refusal: 'Not deleted',
  async send({ header }) {
    const params = { path: { id: section.id }, header };
    const { group } = await unwrapWrite(api.DELETE('/sections/{id}', { params }));
    return { group, refetch: ['sections', 'lists'] };
  },
  optimistic: { sections: (sections) => sections.filter(({ id }) => id !== section.id) },
}));
