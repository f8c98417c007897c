import { expect, test } from 'vitest';
import { makeTask } from '../../../test/taskServer';
import { keepDetails, keepEditor, readDetails, readEditor } from './drafts';

const KEY = 'tracker.7.editor';
const base = makeTask(3);
const draft = { id: 3, title: 'Half ty', base };

test('what was typed outlives a reload', () => {
  keepEditor(7, draft);
  expect(readEditor(7)).toEqual(draft);
  expect(readEditor(8)).toBeUndefined();
  keepEditor(7, undefined);
  expect(readEditor(7)).toBeUndefined();
});

test('what was typed into the details is of one task', () => {
  const details = { typed: { description: 'Half a sentence' }, base };
  keepDetails(7, 3, details);
  expect(readDetails(7, 3)).toEqual(details);
  expect(readDetails(7, 4)).toBeUndefined();
  window.sessionStorage.setItem(
    'tracker.7.details.3',
    JSON.stringify({ typed: { title: 1 }, base }),
  );
  expect(readDetails(7, 3)).toBeUndefined();
});

test.each([
  ['cut off', '{"id":3,"ti'],
  ['nothing', 'null'],
  ['without a text', JSON.stringify({ id: 3, base })],
  ['of a task without tags', JSON.stringify({ ...draft, base: { ...base, tags: undefined } })],
  ['of a task with one tag', JSON.stringify({ ...draft, base: { ...base, tags: 'home' } })],
])('a draft that is %s is none', (_, stored) => {
  window.sessionStorage.setItem(KEY, stored);
  expect(readEditor(7)).toBeUndefined();
});
