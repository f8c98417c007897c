import { expect, test } from 'vitest';
import type { Task, TaskPatch } from '../../api/types';
import { dateInWords } from '../../format/dates';
import { makeTask } from '../../test/taskServer';
import { ConflictError, clashes, conflictInWords } from './conflict';

const seen = makeTask(1, { title: 'Buy milk', description: 'Two.' });

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
  [
    'the same rule was set, which has begun since',
    { recurrence: { rule: 'FREQ=DAILY', from: 'due' } },
    { recurrence: { rule: 'FREQ=DAILY', from: 'due', dtstart: '2026-12-01' } },
    [],
  ],
  ['the due was changed', { due: '2026-12-24' }, { due: '2026-12-25' }, ['due']],
  ['the last wish decides', { completed_at: null }, { completed_at: '2026-11-22T10:00:00Z' }, []],
])('%s', (_, patch, theirs, expected) => {
  expect(clashes(seen, patch, { ...seen, ...theirs })).toEqual(expected);
});

test('says what it was changed to, and what was to be saved', () => {
  const theirs = { ...seen, title: 'Theirs', description: null };
  const error = new ConflictError(theirs, ['title', 'description']);
  expect(conflictInWords(error, { title: 'Mine', description: 'Four.' })).toBe(
    'Elsewhere, the title was changed to “Theirs”. You wrote “Mine”. ' +
      'Elsewhere, the description was removed. You wrote “Four.”.',
  );
});

test('a long description is told in short', () => {
  const theirs = { ...seen, description: 'word\n'.repeat(100) };
  const error = new ConflictError(theirs, ['description']);
  const words = conflictInWords(error, { description: null });
  expect(words.length).toBeLessThan(260);
  expect(words).toContain('…”. You removed it.');
});

test('choices stand side by side', () => {
  const theirs = { ...seen, priority: 'low' as const, tags: ['home'], due: null };
  const error = new ConflictError(theirs, ['priority', 'tags', 'due']);
  expect(conflictInWords(error, { priority: 'high', tags: [], due: '2030-12-24' })).toBe(
    'Priority: elsewhere low priority, here high priority. ' +
      'Tags: elsewhere tagged #home, here none. ' +
      `Due: elsewhere due date removed, here due ${dateInWords('2030-12-24')}.`,
  );
});
