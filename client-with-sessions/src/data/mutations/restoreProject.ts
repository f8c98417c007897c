import { api, unwrapWrite } from '../../api/client';
import type { Project } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Restores a project from the trash, with the tasks deleted along with it. */
export const restoreProject = defineMutation(({ project }: { project: Project }) => ({
  label: `Restored the project “${project.name}”`,
  refusal: 'Not restored',
  async send({ header }) {
    const params = { path: { id: project.id }, header };
    const { group } = await unwrapWrite(api.POST('/projects/{id}/restore', { params }));
    return { group, refetch: ['projects', 'lists'] };
  },
  optimistic: {
    trash: (trash) => ({
      ...trash,
      projects: trash.projects.filter(({ id }) => id !== project.id),
    }),
  },
}));
