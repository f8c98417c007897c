import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { capture } from '../mutations/capture';
import { deleteTask } from '../mutations/deleteTask';
import { deleteTasks } from '../mutations/deleteTasks';
import { emptyTrash } from '../mutations/emptyTrash';
import { moveTasks } from '../mutations/moveTasks';
import { restoreTask } from '../mutations/restoreTask';
import { updateTasks } from '../mutations/updateTasks';
import { inverseOf } from './inverse';

const task = makeTask(1, { title: 'Buy milk', priority: 'low' });

test('an update is undone by the fields as they were', () => {
  const patch = { title: 'Milk', priority: 'high' } as const;
  expect(inverseOf(updateTasks({ task, patch }))).toEqual({
    undone: { task, patch: { title: 'Buy milk', priority: 'low' } },
    done: { task, patch },
  });
});

test('a deleted task comes back, a restored one goes again', () => {
  const gone = { gone: { id: 1 } };
  expect(inverseOf(deleteTask({ task }))).toEqual({ undone: { task }, done: gone });
  expect(inverseOf(restoreTask({ task }))).toEqual({ undone: gone, done: { task } });
});

test('what is to be created is known by its key', () => {
  const drafts = [{ title: 'Buy milk' }, { title: 'Buy bread' }];
  const mutation = capture({ text: '', context: {}, drafts }, 'k');
  expect(inverseOf(mutation)).toEqual({ undone: { gone: { idempotencyKey: 'k' } } });
});

test('of anything else only the server knows', () => {
  const patch = { priority: 'high' } as const;
  expect(inverseOf(updateTasks({ ids: [1], patch }))).toEqual({});
  expect(inverseOf(deleteTasks({ ids: [1, 2] }))).toEqual({});
  expect(inverseOf(moveTasks({ ids: [1], place: { after: 2 } }))).toEqual({});
  expect(inverseOf(emptyTrash())).toEqual({});
});
