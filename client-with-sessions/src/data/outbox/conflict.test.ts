import { expect, test } from 'vitest';
import type { Task, TaskPatch } from '../../api/types';
import { makeTask } from '../../test/taskServer';
import { choicesIn, clashing, differing, without } from './conflict';

const seen = makeTask(1, { title: 'Buy milk', description: 'Two.', project_id: 1 });

test.each<[string, TaskPatch, Partial<Task>, string[]]>([
  ['another field was changed', { title: 'Mine' }, { description: 'Three.' }, []],
  ['the same field was changed', { title: 'Mine' }, { title: 'Theirs' }, ['title']],
  ['it was changed to the same', { title: 'Mine' }, { title: 'Mine' }, []],
  [
    'one of two was changed',
    { title: 'Mine', description: null },
    { description: 'Three.' },
    ['description'],
  ],
  ['a choice was changed too', { priority: 'high' }, { priority: 'low' }, ['priority']],
  ['the same tags were set', { tags: ['a'] }, { tags: ['a'] }, []],
  ['other tags were set', { tags: ['a'] }, { tags: ['b'] }, ['tags']],
  ['another project was chosen', { project_id: 2 }, { project_id: null }, ['project_id']],
  [
    'a section belongs to the project that was left elsewhere',
    { section_id: 3, project_id: 2 },
    { project_id: 4 },
    ['section_id', 'project_id'],
  ],
  [
    'the same rule was set, which has begun since',
    { recurrence: { rule: 'FREQ=DAILY', from: 'due' } },
    { recurrence: { rule: 'FREQ=DAILY', from: 'due', dtstart: '2026-12-01' } },
    [],
  ],
  [
    'a repetition needs the due that was changed elsewhere',
    { due: '2026-12-24', recurrence: { rule: 'FREQ=DAILY', from: 'due' } },
    { due: '2026-12-25' },
    ['due', 'recurrence'],
  ],
  ['the due was changed', { due: '2026-12-24' }, { due: '2026-12-25' }, ['due']],
  ['the due was removed', { due: '2026-12-24' }, { due: null, estimate: 5 }, []],
  ['a tick wins', { completed_at: null }, { completed_at: '2026-11-22T10:00:00Z' }, []],
  ['a key wins', { status: 'dropped' }, { status: 'done' }, []],
])('%s', (_, patch, theirs, expected) => {
  expect(Object.keys(clashing(seen, patch, { ...seen, ...theirs }))).toEqual(expected);
});

test('a status that was chosen in the details is asked about', () => {
  const asks = { asksStatus: true };
  const done = { ...seen, status: 'done' as const, completed_at: '2026-11-22T10:00:00Z' };
  expect(clashing(seen, { status: 'dropped' }, done, asks)).toEqual({ status: 'dropped' });
  expect(clashing(seen, { status: 'done' }, done, asks)).toEqual({});
  const later = { completed_at: '2026-11-22T12:00:00Z' };
  expect(clashing(done, later, seen, asks)).toEqual(later);
  expect(clashing(done, { priority: 'high' }, seen, asks)).toEqual({});
});

test('what does not clash is saved', () => {
  const patch: TaskPatch = { title: 'Mine', priority: 'high', due: '2026-12-24' };
  const held = clashing(seen, patch, { ...seen, title: 'Theirs' });
  expect(held).toEqual({ title: 'Mine' });
  expect(without(patch, held)).toEqual({ priority: 'high', due: '2026-12-24' });
});

test('there is nothing to choose once both are the same', () => {
  const mine: TaskPatch = { title: 'Mine', tags: ['a'] };
  expect(differing(mine, { ...seen, title: 'Mine' })).toEqual({ tags: ['a'] });
});

test('fields that belong together are one choice, in the order of the details', () => {
  const recurrence = { rule: 'FREQ=DAILY', from: 'due' } as const;
  expect(choicesIn({ due: '2026-12-24', priority: 'high', recurrence, title: 'Mine' })).toEqual([
    ['title'],
    ['priority'],
    ['recurrence', 'due'],
  ]);
  expect(choicesIn({})).toEqual([]);
});
