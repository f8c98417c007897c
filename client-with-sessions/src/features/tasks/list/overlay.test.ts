import { describe, expect, test } from 'vitest';
import type { ListData } from '../../../data/lists/listData';
import type { Openness } from '../../../data/lists/lists';
import { createTask } from '../../../data/mutations/createTask';
import { deleteTask } from '../../../data/mutations/deleteTask';
import { deleteTasks } from '../../../data/mutations/deleteTasks';
import { moveTasks } from '../../../data/mutations/moveTasks';
import { restoreTask } from '../../../data/mutations/restoreTask';
import { updateTasks } from '../../../data/mutations/updateTasks';
import type { Mutation } from '../../../data/outbox/mutation';
import { makeTask } from '../../../test/taskServer';
import { overlay as overlayOf } from './overlay';

const DONE = '2026-11-21T08:00:00Z';

function listOf(ids: number[], next: number | null = null, total = ids.length): ListData {
  const tasks = ids.map((id) => makeTask(id));
  return { pages: [{ tasks, total, next, last: tasks.at(-1) }], pageParams: [null] };
}

function overlay(data: ListData, pending: Mutation[], status: Openness | 'all') {
  return overlayOf(data, pending, { kind: 'status', status }, '2026-11-23');
}

const shown = (view: ReturnType<typeof overlay>) => view.tasks.map(({ id }) => id);

test('without mutations it is what the server said', () => {
  const view = overlay(listOf([3, 2, 1]), [], 'open');
  expect(shown(view)).toEqual([3, 2, 1]);
  expect(view.total).toBe(3);
  expect(view.unsaved.size).toBe(0);
});

describe('a task that was typed', () => {
  const create = createTask({ title: 'New' }, 'k1');

  test('stands on top, the newest first, and counts', () => {
    const view = overlay(listOf([1]), [create, createTask({ title: 'Newer' })], 'open');
    expect(view.drafts.map(({ task }) => task.title)).toEqual(['Newer', 'New']);
    expect(view.total).toBe(3);
  });

  test('is not shown twice once the server has listed it', () => {
    const data = listOf([1]);
    data.pages[0]?.tasks.unshift({ ...makeTask(2), idempotencyKey: 'k1' });
    expect(overlay(data, [create], 'open').drafts).toEqual([]);
  });

  test('is not among the done', () => {
    expect(overlay(listOf([]), [create], 'closed').drafts).toEqual([]);
  });
});

describe('a task that was ticked', () => {
  const task = makeTask(2);
  const complete = updateTasks({ task, patch: { completed_at: DONE } });

  test('leaves the open ones and is counted no more', () => {
    const view = overlay(listOf([3, 2, 1]), [complete], 'open');
    expect(shown(view)).toEqual([3, 1]);
    expect(view.total).toBe(2);
  });

  test('comes to the done ones, in its place', () => {
    expect(shown(overlay(listOf([3, 1]), [complete], 'closed'))).toEqual([3, 2, 1]);
  });

  test('stays among all of them, and is marked as unsaved', () => {
    const view = overlay(listOf([3, 2, 1]), [complete], 'all');
    expect(view.tasks[1]?.completed_at).toBe(DONE);
    expect([...view.unsaved]).toEqual([2]);
  });

  test('and unticked again is where it was', () => {
    const undo = updateTasks({ task, patch: { completed_at: null } });
    expect(shown(overlay(listOf([3, 2, 1]), [complete, undo], 'open'))).toEqual([3, 2, 1]);
  });
});

describe('a task that was deleted', () => {
  const task = makeTask(2);

  test('is gone, and back when it is brought back', () => {
    const remove = deleteTask({ task });
    expect(shown(overlay(listOf([3, 2, 1]), [remove], 'all'))).toEqual([3, 1]);
    const pending = [remove, restoreTask({ task })];
    expect(shown(overlay(listOf([3, 2, 1]), pending, 'all'))).toEqual([3, 2, 1]);
  });

  test('is not brought back beyond the end of what is loaded', () => {
    const view = overlay(listOf([9, 8, 7], 7, 20), [restoreTask({ task })], 'all');
    expect(shown(view)).toEqual([9, 8, 7]);
  });
});

describe('several tasks', () => {
  test('change where they are shown, and nowhere else', () => {
    const complete = updateTasks({ ids: [3, 1], patch: { status: 'done' } });
    expect(shown(overlay(listOf([3, 2, 1]), [complete], 'open'))).toEqual([2]);
    expect(shown(overlay(listOf([2]), [complete], 'closed'))).toEqual([2]);
  });

  test('are gone once they are deleted', () => {
    expect(shown(overlay(listOf([3, 2, 1]), [deleteTasks({ ids: [3, 2] })], 'all'))).toEqual([1]);
  });

  test('stand beside another once they are moved', () => {
    const data = listOf([1, 2, 3]);
    for (const task of data.pages[0]?.tasks ?? [])
      Object.assign(task, { position: String(task.id), project_id: 9 });
    const move = moveTasks({ ids: [1], place: { after: 3 } });
    const view = overlayOf(data, [move], { kind: 'project', id: 9, status: 'open' }, '2026-11-23');
    expect(shown(view)).toEqual([2, 3, 1]);
  });
});
