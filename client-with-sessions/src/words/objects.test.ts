import { expect, test } from 'vitest';
import { objectChangeInWords } from './objects';

test.each([
  ['Added the project “House”', null, { name: 'House' }],
  ['Renamed the project “Home” to “House”', { name: 'Home' }, { name: 'House' }],
  ['Archived the project “House”', { archived_at: null }, { archived_at: '2026-11-23T10:00:00Z' }],
  ['Deleted the project “House”', { deleted_at: null }, { deleted_at: '2026-11-23T10:00:00Z' }],
  ['Restored the project “House”', { deleted_at: '2026-11-23T10:00:00Z' }, { deleted_at: null }],
  ['Changed the colour of the project “House”', { colour: 'red' }, { colour: 'teal' }],
  ['Changed how the project “House” is arranged', { arrangement: '' }, { arrangement: 'sort:due' }],
  ['Moved the project “House”', { position: 'a' }, { position: 'b' }],
  ['Changed the note of the project “House”', { note: null }, { note: 'Why' }],
  ['Changed when the project “House” starts', { start: null }, { start: '2026-12-01' }],
  ['Changed the target day of the project “House”', { target: null }, { target: '2026-12-31' }],
])('%s', (words, before, after) => {
  const change = { id: 1, kind: 'project', object_id: 1, title: 'House', before, after } as const;
  expect(objectChangeInWords(change as never)).toBe(words);
});

test.each([
  ['Changed how a list is arranged', { arrangements: {} }, { arrangements: { today: 'sort:due' } }],
  ['Changed the settings', { theme: 'dark' }, { theme: 'light' }],
  ['Changed the settings', null, { arrangements: { today: 'sort:due' }, theme: 'light' }],
])('%s', (words, before, after) => {
  const change = { id: 1, kind: 'settings', object_id: 1, title: 'Settings', before, after };
  expect(objectChangeInWords(change as never)).toBe(words);
});

test('a section is named as one', () => {
  const change = { id: 1, kind: 'section', object_id: 1, title: 'Garden', before: null } as const;
  const words = objectChangeInWords({ ...change, after: { name: 'Yard' } } as never);
  expect(words).toBe('Added the section “Yard”');
});
