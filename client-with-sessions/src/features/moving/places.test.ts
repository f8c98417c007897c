import { expect, test } from 'vitest';
import type { Task } from '../../api/types';
import { changesNothing, patchTo } from './places';

const TODAY = '2026-11-27';

test('a page sets what makes a task appear on it', () => {
  expect(patchTo('today', TODAY)).toEqual({ planned: TODAY });
  expect(patchTo('upcoming', TODAY)).toEqual({ planned: '2026-11-28' });
  expect(patchTo('project 12', TODAY)).toEqual({ project_id: 12 });
  expect(patchTo('inbox', TODAY)).toEqual({
    project_id: null,
    parent_id: null,
    planned: null,
    due: null,
  });
  expect(patchTo('done', TODAY)).toBeUndefined();
});

test('a task that is there already is left alone', () => {
  const there = { project_id: 12, planned: null } as Task;
  const elsewhere = { project_id: null, planned: null } as Task;
  expect(changesNothing([there], { project_id: 12 })).toBe(true);
  expect(changesNothing([there, elsewhere], { project_id: 12 })).toBe(false);
});

test('a tag is added to what is dropped on its view, unless all have it', () => {
  expect(patchTo('tag home/garden', TODAY)).toEqual({ add_tags: ['home/garden'] });
  const patch = { add_tags: ['home'] };
  expect(changesNothing([tagged('home')], patch)).toBe(true);
  expect(changesNothing([tagged('home'), tagged()], patch)).toBe(false);
});

function tagged(...tags: string[]): Task {
  return { tags } as Partial<Task> as Task;
}
