import { api, unwrapWrite } from '../../api/client';
import type { ListedSection } from '../../api/types';
import { objectUpdateInWords } from '../../words/objects';
import { defineMutation } from '../outbox/mutation';

/** Renames a section. The last change wins; the log keeps the others. */
export const renameSection = defineMutation(
  ({ section, name }: { section: ListedSection; name: string }) => ({
    label: objectUpdateInWords('section', section.name, { name: section.name }, { name }),
    refusal: 'Not saved',
    async send({ header }) {
      const params = { path: { id: section.id }, header };
      const { group } = await unwrapWrite(api.PATCH('/sections/{id}', { params, body: { name } }));
      return { group, refetch: ['sections'] };
    },
    optimistic: {
      sections: (sections) =>
        sections.map((other) => (other.id === section.id ? { ...other, name } : other)),
    },
  }),
);
