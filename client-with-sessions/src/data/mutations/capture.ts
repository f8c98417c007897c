import { api, unwrapWrite } from '../../api/client';
import { tasksInWords } from '../../words/tasks';
import type { CaptureContext, DraftFields } from '../lists/draftTask';
import { defineMutation } from '../outbox/mutation';

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
  staysWhenRefused: () => true,
  optimistic: { tasks: () => [{ drafts }] },
}));
