import { expect, test } from 'vitest';
import { objectChangeInWords } from './objects';

test.each([
  ['Added the project “House”', null, { name: 'House' }],
  ['Renamed the project “Home” to “House”', { name: 'Home' }, { name: 'House' }],
  ['Added the project “House” to the favourites', { favourite: false }, { favourite: true }],
  ['Removed the project “House” from the favourites', { favourite: true }, { favourite: false }],
  ['Archived the project “House”', { archived_at: null }, { archived_at: '2026-11-23T10:00:00Z' }],
  ['Deleted the project “House”', { deleted_at: null }, { deleted_at: '2026-11-23T10:00:00Z' }],
  ['Restored the project “House”', { deleted_at: '2026-11-23T10:00:00Z' }, { deleted_at: null }],
  ['Changed the colour of the project “House”', { colour: 'red' }, { colour: 'teal' }],
  ['Moved the project “House”', { position: 'a' }, { position: 'b' }],
])('%s', (words, before, after) => {
  const change = { id: 1, kind: 'project', object_id: 1, title: 'House', before, after } as const;
  expect(objectChangeInWords(change as never)).toBe(words);
});
