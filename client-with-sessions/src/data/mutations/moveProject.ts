import { api, unwrapWrite } from '../../api/client';
import type { ListedProject } from '../../api/types';
import type { Place } from '../lists/placed';
import { placed } from '../lists/placed';
import { defineMutation } from '../outbox/mutation';

/** Moves a project beside another in the manual order. */
export const moveProject = defineMutation(
  ({ project, place }: { project: ListedProject; place: Place }) => ({
    label: `Moved the project “${project.name}”`,
    refusal: 'Not moved',
    async send({ header }) {
      const params = { path: { id: project.id }, header };
      const { group } = await unwrapWrite(api.POST('/projects/{id}/move', { params, body: place }));
      return { group, refetch: ['projects'] };
    },
    optimistic: { projects: (projects) => placed(projects, project.id, place) },
  }),
);
