import { api, unwrapWrite } from '../../api/client';
import type { Project } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  project: Pick<Project, 'id' | 'name' | 'template'>;
  /** What the copy is called; without it, the server finds a name. */
  name?: string;
  /** Whether the copy is a template. */
  template?: boolean;
  /** The day on which the copy begins or ends; without one, its dates stay. */
  first_day?: string | undefined;
  last_day?: string | undefined;
}

/** Copies a project with its tasks: as a project, or as a template with everything open again. */
export const duplicateProject = defineMutation(
  ({ project, name, template = false, first_day, last_day }: Variables) => {
    const reopen = template || project.template;
    return {
      label: labelOf(project, template, name),
      refusal: 'Not duplicated',
      async send({ header }) {
        const params = { path: { id: project.id }, header };
        const day = { ...(first_day && { first_day }), ...(last_day && { last_day }) };
        const body = { template, reopen, ...day, ...(name !== undefined && { name }) };
        const answer = await unwrapWrite(api.POST('/projects/{id}/duplicate', { params, body }));
        return { group: answer.group, created: answer.body.id, refetch: ['projects', 'lists'] };
      },
    };
  },
);

function labelOf(
  { name: original, template }: Variables['project'],
  toTemplate: boolean,
  name?: string,
) {
  if (template && !toTemplate) return `Made “${name ?? original}” from a template`;
  if (toTemplate && !template) return `Saved “${original}” as a template`;
  return `Duplicated “${original}”`;
}
