import { api, unwrapWrite } from '../../api/client';
import type { ListedProject } from '../../api/types';
import { addedInWords } from '../../words/outcome';
import { tasksInWords } from '../../words/tasks';
import type { CaptureContext, DraftFields } from '../lists/draftTask';
import { defineMutation } from '../outbox/mutation';
import { projectsQuery } from '../queries/projects';

interface Variables {
  text: string;
  context: CaptureContext;
  /** What is shown until the server has answered. */
  drafts: DraftFields[];
}

/** Creates a task from each typed line. */
export const capture = defineMutation(({ text, context, drafts }: Variables) => ({
  label: `Added ${tasksInWords(drafts.length, drafts[0]?.title)}`,
  refusal: 'Not added',
  typed: text,
  async send({ header }) {
    const body = { text, ...context };
    const answer = await unwrapWrite(api.POST('/capture', { params: { header }, body }));
    return { group: answer.group, tasks: answer.body.tasks };
  },
  async outcome({ tasks = [] }, client) {
    const [task, ...others] = tasks;
    if (!task || others.length > 0) return undefined;
    const find = (projects: ListedProject[]) => projects.find(({ id }) => id === task.project_id);
    if (task.project_id === null) return addedInWords(task, undefined);
    const known = find(await client.ensureQueryData(projectsQuery));
    // Of a project that has just been created, the page does not know the name yet.
    const project = known ?? find(await client.fetchQuery({ ...projectsQuery, staleTime: 0 }));
    return addedInWords(task, project?.name);
  },
  staysWhenRefused: () => true,
  optimistic: { tasks: () => [{ drafts }] },
}));
