import { api, unwrapWrite } from '../../api/client';
import type { Colour, Project } from '../../api/types';
import { objectUpdateInWords } from '../../words/objects';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  project: Project;
  patch: { name?: string; colour?: Colour; archived?: boolean; favourite?: boolean };
}

/** Renames, colours, archives or marks a project. The last change wins; the log keeps the others. */
export const updateProject = defineMutation(({ project, patch }: Variables) => {
  const { archived, ...fields } = patch;
  const archived_at = archived ? new Date().toISOString() : null;
  const changed = { ...fields, ...(archived !== undefined && { archived_at }) };
  return {
    label: objectUpdateInWords('project', project.name, { name: project.name }, changed),
    refusal: 'Not saved',
    async send({ header }) {
      const params = { path: { id: project.id }, header };
      const { group } = await unwrapWrite(api.PATCH('/projects/{id}', { params, body: patch }));
      // The tasks of an archived project leave the lists.
      return { group, refetch: archived === undefined ? ['projects'] : ['projects', 'lists'] };
    },
    optimistic: {
      projects: (projects) =>
        projects.map((other) => (other.id === project.id ? { ...other, ...changed } : other)),
    },
  };
});
