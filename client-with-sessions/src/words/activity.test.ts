import { describe, expect, test } from 'vitest';
import type { ChangeGroup, TaskFields } from '../api/types';
import { groupInWords } from './activity';
import { actorInWords } from './actor';

function group(
  action: ChangeGroup['action'],
  before: TaskFields | null = null,
  after: TaskFields | null = null,
  more: Partial<ChangeGroup> = {},
): ChangeGroup {
  return {
    id: 9,
    at: '2026-11-22T10:00:00Z',
    actor: { kind: 'session', session_id: 1, name: null },
    action,
    change_count: 1,
    changes: [{ id: 9, kind: 'task', object_id: 1, title: 'Buy milk', before, after }],
    undoes: null,
    undone_by: null,
    ...more,
  };
}

const DONE = '2026-11-22T10:00:00Z';

describe('one task', () => {
  test.each([
    ['Added “Milk”', group('create', null, { title: 'Milk' })],
    ['Completed “Buy milk”', group('complete', { completed_at: null }, { completed_at: DONE })],
    ['Reopened “Buy milk”', group('reopen', { completed_at: DONE }, { completed_at: null })],
    ['Deleted “Buy milk”', group('delete', { deleted_at: null }, { deleted_at: DONE })],
    ['Restored “Buy milk”', group('restore', { deleted_at: DONE }, { deleted_at: null })],
    ['Renamed “Milk” to “Buy milk”', group('update', { title: 'Milk' }, { title: 'Buy milk' })],
    [
      'Added the description of “Buy milk”',
      group('update', { description: null }, { description: 'Two.' }),
    ],
    [
      'Changed the description of “Buy milk”',
      group('update', { description: 'One.' }, { description: 'Two.' }),
    ],
    [
      'Removed the description of “Buy milk”',
      group('update', { description: 'One.' }, { description: null }),
    ],
    [
      'Renamed “Milk” to “Buy milk” and added its description and completed it',
      group(
        'update',
        { title: 'Milk', description: null, completed_at: null, status: 'open' },
        { title: 'Buy milk', description: 'Two.', completed_at: DONE, status: 'done' },
      ),
    ],
    [
      'Changed when “Buy milk” was done',
      group('update', { completed_at: '2026-11-01T00:00:00Z' }, { completed_at: DONE }),
    ],
    [
      'Brought back an earlier version of “Buy milk”',
      group('revert', { title: 'Milk' }, { title: 'Buy milk' }),
    ],
  ])('%s', (words, told) => {
    expect(groupInWords(told)).toBe(words);
  });
});

describe('many tasks', () => {
  const many = { change_count: 1_200 };
  test.each([
    ['Completed 1,200 tasks', group('complete', null, null, many)],
    ['Deleted 1,200 tasks for good', group('purge', null, null, many)],
    ['Imported 1,200 tasks', group('import', null, null, many)],
    ['Changed 1,200 tasks', group('update', null, null, many)],
  ])('%s', (words, told) => {
    expect(groupInWords(told)).toBe(words);
  });
});

test('a task that was deleted for good has no title any more', () => {
  const change = { id: 9, kind: 'task' as const, object_id: 1, title: null };
  const told = group('complete', null, null, {
    changes: [{ ...change, before: null, after: null }],
  });
  expect(groupInWords(told)).toBe('Completed a task');
});

describe('what undoes something', () => {
  const original = group('complete', { completed_at: null }, { completed_at: DONE }, { id: 1 });
  const back = { completed_at: DONE };
  const undo = group('undo', back, { completed_at: null }, { id: 2, undoes: 1 });
  const redo = group('redo', { completed_at: null }, back, { id: 3, undoes: 2 });
  const find = (id: number) => [original, undo, redo].find((one) => one.id === id);

  test('says what', () => {
    expect(groupInWords(undo, find)).toBe('Undid: Completed “Buy milk”');
  });

  test('and what does it again says so too', () => {
    expect(groupInWords(redo, find)).toBe('Redid: Completed “Buy milk”');
  });

  test('says what it did where the original is not at hand', () => {
    expect(groupInWords(undo)).toBe('Undid an earlier change: Reopened “Buy milk”');
  });
});

test.each([
  ['this browser', { kind: 'session', session_id: 4, name: 'curl/8' }],
  ['curl', { kind: 'session', session_id: 5, name: 'curl/8' }],
  ['tracker seed', { kind: 'command', session_id: null, name: 'tracker seed' }],
  ['an import (flask)', { kind: 'import', session_id: null, name: 'flask' }],
  ['the server', { kind: 'server', session_id: null, name: null }],
] as const)('by %s', (words, actor) => {
  expect(actorInWords(actor, 4)).toBe(words);
});
