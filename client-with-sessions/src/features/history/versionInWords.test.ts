import { expect, test } from 'vitest';
import type { TaskVersion } from '../../api/types';
import { excerpt } from './excerpt';
import { versionInWords } from './versionInWords';

const DONE = '2026-11-22T10:00:00Z';

function version(
  action: TaskVersion['action'],
  before: TaskVersion['before'],
  after: TaskVersion['after'],
): TaskVersion {
  const actor = { kind: 'server', session_id: null, name: null } as const;
  return { id: 1, group: 1, at: DONE, actor, action, before, after };
}

test.each([
  ['Added as “Buy milk”', version('create', null, { title: 'Buy milk' })],
  ['Completed', version('complete', { completed_at: null }, { completed_at: DONE })],
  ['Restored from the trash', version('restore', { deleted_at: DONE }, { deleted_at: null })],
  [
    'Renamed to “Milk”, description removed',
    version('update', { title: 'a', description: 'b' }, { title: 'Milk', description: null }),
  ],
  ['Undid a change: reopened', version('undo', { completed_at: DONE }, { completed_at: null })],
  [
    'Brought back an earlier version: renamed to “a”',
    version('revert', { title: 'b' }, { title: 'a' }),
  ],
])('%s', (words, told) => {
  expect(versionInWords(told)).toBe(words);
});

test('a text is cut only when there is more of it', () => {
  expect(excerpt('One.\nTwo.')).toBe('One.\nTwo.');
  expect(excerpt('1\n2\n3\n4')).toBe('1\n2\n3…');
  expect(excerpt('x'.repeat(300))).toHaveLength(201);
});
