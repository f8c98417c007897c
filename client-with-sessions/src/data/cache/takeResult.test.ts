import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { updateTasks } from '../mutations/updateTasks';
import { taskKeys } from '../queries/tasks';
import { takeResult } from './takeResult';

test('a history that was asked for before the mutation is asked for again', async () => {
  const client = new QueryClient();
  const task = makeTask(1);
  const answers = ['before the mutation', 'after it'];
  let answerFirst = (_: string) => {};
  const queryFn = vi
    .fn<() => Promise<string | undefined>>()
    .mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)))
    .mockImplementation(() => Promise.resolve(answers[1]));
  const observer = new QueryObserver(client, { queryKey: taskKeys.history(1), queryFn });
  const stop = observer.subscribe(() => {});

  await takeResult(client, updateTasks({ task, patch: { title: 'New' } }), {
    group: 2,
    tasks: [task],
  });
  answerFirst('before the mutation');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('after it'));
  stop();
});
