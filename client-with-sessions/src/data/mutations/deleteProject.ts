import { api, unwrapWrite } from '../../api/client';
import type { ListedProject } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Moves a project into the trash, with its tasks. */
export const deleteProject = defineMutation(({ project }: { project: ListedProject }) => ({
  label: `Deleted the project “${project.name}”`,
  refusal: 'Not deleted',
  async send({ header }) {
    const params = { path: { id: project.id }, header };
    const { group } = await unwrapWrite(api.DELETE('/projects/{id}', { params }));
    return { group, refetch: ['projects', 'lists'] };
  },
  optimistic: { projects: (projects) => projects.filter(({ id }) => id !== project.id) },
}));
