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

test.each([
  ['Done: “Read”, 2026-11-27', null, { day: '2026-11-27', state: 'done' }],
  ['Skipped: “Read”', { state: 'done' }, { state: 'skipped', note: 'Ill' }],
  ['Cleared a day of “Read”', { deleted_at: null }, { deleted_at: '2026-11-23T10:00:00Z' }],
  ['Answered a day of “Read” again', { deleted_at: '2026-11-23' }, { deleted_at: null }],
  ['Changed a day of “Read”', { value: 3 }, { value: 4 }],
  ['Deleted a day of “Read” for good', null, null],
])('%s', (words, before, after) => {
  const change = { id: 1, kind: 'habit_entry', object_id: 1, title: 'Read', before, after };
  expect(objectChangeInWords(change as never)).toBe(words);
});

test('a habit and a pause are named as such', () => {
  const habit = { id: 1, kind: 'habit', object_id: 1, title: 'Read', before: { target: 1 } };
  expect(objectChangeInWords({ ...habit, after: { target: 2 } } as never)).toBe(
    'Changed the target of the habit “Read”',
  );
  const pause = { id: 1, kind: 'pause', object_id: 1, title: 'Coast', before: null };
  expect(objectChangeInWords({ ...pause, after: { reason: 'Coast' } } as never)).toBe(
    'Added the pause “Coast”',
  );
});

test('a section is named as one', () => {
  const change = { id: 1, kind: 'section', object_id: 1, title: 'Garden', before: null } as const;
  const words = objectChangeInWords({ ...change, after: { name: 'Yard' } } as never);
  expect(words).toBe('Added the section “Yard”');
});
