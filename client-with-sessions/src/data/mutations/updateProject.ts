import { api, unwrapWrite } from '../../api/client';
import type { Colour, ListedProject } from '../../api/types';
import { objectUpdateInWords } from '../../words/objects';
import { defineMutation } from '../outbox/mutation';

interface Patch {
  name?: string;
  colour?: Colour;
  note?: string | null;
  start?: string | null;
  target?: string | null;
  archived?: boolean;
  arrangement?: string;
}

interface Variables {
  project: ListedProject;
  patch: Patch;
}

/** Changes fields of a project. The last change wins; the log keeps the others. */
export const updateProject = defineMutation(({ project, patch }: Variables) => {
  const { archived, ...fields } = patch;
  const archived_at = archived ? new Date().toISOString() : null;
  const changed = { ...fields, ...(archived !== undefined && { archived_at }) };
  const { note, ...listed } = changed;
  const inList = { ...listed, ...(note !== undefined && { has_note: note !== null }) };
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
        projects.map((other) => (other.id === project.id ? { ...other, ...inList } : other)),
      project: (shown) => (shown.id === project.id ? { ...shown, ...changed } : shown),
    },
  };
});
