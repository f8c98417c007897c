import { expect, test } from 'vitest';
import type { Change, TaskFields } from '../api/types';
import { makeTask } from '../test/taskServer';
import { addedInWords, completionInWords } from './outcome';

const TODAY = '2026-11-27';
const task = makeTask(1, { title: 'Pay rent' });

function change(object_id: number, before: TaskFields | null, after: TaskFields): Change {
  return { id: object_id, kind: 'task', object_id, title: 'A task', before, after };
}

const completed = change(1, { status: 'open' }, { status: 'done' });

test('a plain completion says no more than that', () => {
  expect(completionInWords(task, [completed], TODAY)).toBe('Completed “Pay rent”');
});

test('one of a series says when the next comes', () => {
  const next = change(2, null, { title: 'Pay rent', previous_id: 1, due: '2026-12-04T09:00[UTC]' });
  expect(completionInWords(task, [completed, next], TODAY)).toMatch(
    /^Completed “Pay rent”, next Fri,? (?:4 Dec|Dec 4)$/,
  );
});

test('a parent says how many subtasks were completed with it', () => {
  const part = (id: number) => change(id, { status: 'open' }, { status: 'done' });
  const again = change(9, null, { title: 'A part', parent_id: 8 });
  expect(completionInWords(task, [completed, part(2), part(3), again], TODAY)).toBe(
    'Completed “Pay rent” and 2 subtasks',
  );
  expect(completionInWords(task, [completed, part(2)], TODAY)).toBe(
    'Completed “Pay rent” and 1 subtask',
  );
});

test('what was added says where it went', () => {
  expect(addedInWords(task, undefined)).toBe('Added “Pay rent”');
  expect(addedInWords(task, 'Me')).toBe('Added “Pay rent” to Me');
  expect(addedInWords({ ...task, due: '2027-12-24T09:00[UTC]' }, 'Me')).toMatch(
    /^Added “Pay rent” to Me, .*2027 09:00$/,
  );
  expect(addedInWords({ ...task, planned: '2027-12-24' }, undefined)).toMatch(
    /^Added “Pay rent”, planned for .*2027$/,
  );
});
