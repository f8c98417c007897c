import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { ConflictError, clashes, conflictInWords } from './conflict';

const seen = makeTask(1, { title: 'Buy milk', description: 'Two.' });

test.each([
  ['another field was changed', { title: 'Mine' }, { description: 'Three.' }, []],
  ['the same field was changed', { title: 'Mine' }, { title: 'Theirs' }, ['title']],
  ['it was changed to the same', { title: 'Mine' }, { title: 'Mine' }, []],
  [
    'one of two was changed',
    { title: 'Mine', description: null },
    { description: 'Three.' },
    ['description'],
  ],
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
