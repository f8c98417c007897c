import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

/** Adds a section after the others of a project. */
export const createSection = defineMutation(
  ({ project, name }: { project: number; name: string }) => ({
    label: `Added the section “${name}”`,
    refusal: 'Not added',
    async send({ header }) {
      const params = { path: { id: project }, header };
      const answer = await unwrapWrite(
        api.POST('/projects/{id}/sections', { params, body: { name } }),
      );
      return { group: answer.group, created: answer.body.id, refetch: ['sections'] };
    },
  }),
);
