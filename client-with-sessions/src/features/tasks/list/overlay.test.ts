import { describe, expect, test } from 'vitest';
import type { ListData } from '../../../data/lists/listData';
import type { Openness } from '../../../data/lists/lists';
import type { TaskChange } from '../../../data/mutations/changes';
import { makeTask } from '../../../test/taskServer';
import { overlay as overlayOf } from './overlay';

const DONE = '2026-11-21T08:00:00Z';

function listOf(ids: number[], next: number | null = null, total = ids.length): ListData {
  const tasks = ids.map((id) => makeTask(id));
  return { pages: [{ tasks, total, next, last: tasks.at(-1) }], pageParams: [null] };
}

function overlay(data: ListData, pending: TaskChange[], status: Openness | 'all') {
  return overlayOf(data, pending, { kind: 'status', status }, '2026-11-23');
}

const shown = (view: ReturnType<typeof overlay>) => view.tasks.map(({ id }) => id);

test('without changes it is what the server said', () => {
  const view = overlay(listOf([3, 2, 1]), [], 'open');
  expect(shown(view)).toEqual([3, 2, 1]);
  expect(view.total).toBe(3);
  expect(view.unsaved.size).toBe(0);
});

describe('a task that was typed', () => {
  const create = { kind: 'create', key: 'k1', title: 'New' } as const;

  test('stands on top, the newest first, and counts', () => {
    const view = overlay(listOf([1]), [create, { ...create, key: 'k2', title: 'Newer' }], 'open');
    expect(view.drafts.map(({ task }) => task.title)).toEqual(['Newer', 'New']);
    expect(view.total).toBe(3);
  });

  test('is not shown twice once the server has listed it', () => {
    const data = listOf([1]);
    data.pages[0]?.tasks.unshift({ ...makeTask(2), key: 'k1' });
    expect(overlay(data, [create], 'open').drafts).toEqual([]);
  });

  test('is not among the done', () => {
    expect(overlay(listOf([]), [create], 'closed').drafts).toEqual([]);
  });
});

describe('a task that was ticked', () => {
  const task = makeTask(2);
  const complete = { kind: 'update', key: 'k', task, patch: { completed_at: DONE } } as const;

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
    const undo = { kind: 'update', key: 'l', task, patch: { completed_at: null } } as const;
    expect(shown(overlay(listOf([3, 2, 1]), [complete, undo], 'open'))).toEqual([3, 2, 1]);
  });
});

describe('a task that was deleted', () => {
  const task = makeTask(2);

  test('is gone, and back when it is brought back', () => {
    const remove = { kind: 'delete', key: 'k', task } as const;
    expect(shown(overlay(listOf([3, 2, 1]), [remove], 'all'))).toEqual([3, 1]);
    const changes = [remove, { kind: 'restore', key: 'l', task } as const];
    expect(shown(overlay(listOf([3, 2, 1]), changes, 'all'))).toEqual([3, 2, 1]);
  });

  test('is not brought back beyond the end of what is loaded', () => {
    const view = overlay(listOf([9, 8, 7], 7, 20), [{ kind: 'restore', key: 'l', task }], 'all');
    expect(shown(view)).toEqual([9, 8, 7]);
  });
});
