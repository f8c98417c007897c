import { expect, test } from 'vitest';
import { batchInWords, withBatchPatch } from '../data/mutations/batch';
import { thingInWords } from '../data/mutations/things';
import { dateInWords } from '../format/dates';
import { makeTask } from '../test/taskServer';
import { patchInWords } from './fieldWords';
import { thingChangeInWords } from './objects';

const NOW = new Date('2026-11-23T12:00:00');

test.each([
  ['2026-11-23', 'today'],
  ['2026-11-24', 'tomorrow'],
  ['2026-11-22', 'yesterday'],
  ['2026-11-24T09:00[Europe/Berlin]', 'tomorrow 09:00'],
])('%s is %s', (value, words) => {
  expect(dateInWords(value, NOW)).toBe(words);
});

test.each<[Parameters<typeof patchInWords>[0], string]>([
  [{ status: 'done' }, 'Completed 3 tasks'],
  [{ status: 'dropped', completed_at: '2026-11-23T10:00:00Z' }, 'Dropped 3 tasks'],
  [{ status: 'open', completed_at: null }, 'Reopened 3 tasks'],
  [{ priority: 'high' }, 'Gave 3 tasks high priority'],
  [{ due: null }, 'Removed the due date of 3 tasks'],
  [{ planned: null }, 'Unplanned 3 tasks'],
  [{ project_id: 2 }, 'Moved 3 tasks to a project'],
  [{ add_tags: ['home', 'shop'] }, 'Tagged 3 tasks #home #shop'],
  [{ remove_tags: ['home'] }, 'Removed #home from 3 tasks'],
  [{ position: 'x' }, 'Moved 3 tasks'],
  [{ priority: 'low', estimate: 5 }, 'Changed 3 tasks'],
  [{}, 'Changed 3 tasks'],
])('%o', (patch, words) => {
  expect(patchInWords(patch, '3 tasks')).toBe(words);
});

test('one task is named, several are counted', () => {
  const patch = { status: 'done' } as const;
  expect(batchInWords({ kind: 'batch', ids: [1], patch, title: 'Milk' })).toBe('Completed “Milk”');
  expect(batchInWords({ kind: 'batch', ids: [1, 2], patch })).toBe('Completed 2 tasks');
  expect(batchInWords({ kind: 'deleteBatch', ids: [1, 2] })).toBe('Deleted 2 tasks');
});

test('tags are added and taken off, in order', () => {
  const task = makeTask(1, { tags: ['home', 'waiting'] });
  const patch = { add_tags: ['garden', 'home'], remove_tags: ['waiting'] };
  expect(withBatchPatch(task, patch).tags).toEqual(['garden', 'home']);
});

test('done and open are told by two fields', () => {
  const done = withBatchPatch(makeTask(1), { status: 'dropped' });
  expect(done.status).toBe('dropped');
  expect(done.completed_at).not.toBeNull();
  expect(withBatchPatch(done, { status: 'open' })).toMatchObject({
    status: 'open',
    completed_at: null,
  });
});

test('settings are named one by one', () => {
  expect(thingInWords({ kind: 'updateSettings', patch: { zone: 'UTC' } })).toBe(
    'Changed the time zone',
  );
  expect(thingInWords({ kind: 'updateSettings', patch: { zone: 'UTC', clock: '12h' } })).toBe(
    'Changed the settings',
  );
});

test.each([
  ['Added the project “House”', null, { name: 'House' }],
  ['Renamed the project “Home” to “House”', { name: 'Home' }, { name: 'House' }],
  ['Archived the project “House”', { archived_at: null }, { archived_at: '2026-11-23T10:00:00Z' }],
  ['Deleted the project “House”', { deleted_at: null }, { deleted_at: '2026-11-23T10:00:00Z' }],
  ['Restored the project “House”', { deleted_at: '2026-11-23T10:00:00Z' }, { deleted_at: null }],
  ['Gave the project “House” another colour', { colour: 'red' }, { colour: 'teal' }],
  ['Moved the project “House”', { position: 'a' }, { position: 'b' }],
])('%s', (words, before, after) => {
  const change = { id: 1, kind: 'project', object_id: 1, title: 'House', before, after } as const;
  expect(thingChangeInWords(change as never)).toBe(words);
});
