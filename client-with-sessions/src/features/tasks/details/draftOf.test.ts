import { expect, test } from 'vitest';
import { makeTask } from '../../../test/taskServer';
import { isSettled, isUnsent, patchOf, withoutTyped, withTyped } from './draftOf';

const task = makeTask(3, { title: 'Report', tags: ['work'], estimate: 30 });

test('all that is typed is one patch', () => {
  const one = withTyped(undefined, task, 'title', ' Long report ');
  const draft = withTyped(withTyped(one, task, 'estimate', '1h30'), task, 'tags', 'home, #A');
  expect(patchOf(draft, ['title', 'estimate', 'tags'])).toEqual({
    title: 'Long report',
    estimate: 90,
    tags: ['a', 'home', 'work'],
  });
  expect(patchOf(draft, ['title'])).toEqual({ title: 'Long report' });
});

test('what means nothing is kept, and changes nothing', () => {
  const draft = withTyped(withTyped(undefined, task, 'title', '  '), task, 'estimate', 'soon');
  expect(patchOf(draft, ['title', 'estimate'])).toEqual({});
  expect(isUnsent(draft)).toBe(true);
});

test('what is as before is nothing to send', () => {
  const draft = withTyped(undefined, task, 'title', 'Report ');
  expect(isSettled(draft, 'title')).toBe(true);
  expect(isUnsent(draft)).toBe(false);
  expect(withoutTyped(draft, () => true)).toBeUndefined();
});

test('a field is changed as it was when its first key was pressed', () => {
  const begun = withTyped(undefined, task, 'title', 'Mine');
  const theirs = { ...task, version: 9, title: 'Theirs', description: 'Theirs' };
  const { base } = withTyped(begun, theirs, 'description', 'Mine');
  expect(base).toEqual({ ...task, description: 'Theirs' });
});
