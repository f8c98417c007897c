import { expect, test } from 'vitest';
import { dateInWords } from '../format/dates';
import { patchInWords } from './fieldWords';

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
  [{ day_position: null }, 'Moved 3 tasks'],
  [{ day_position: 'x', planned: null }, 'Unplanned 3 tasks'],
  [{ priority: 'low', estimate: 5 }, 'Changed 3 tasks'],
  [{}, 'Changed 3 tasks'],
])('%o', (patch, words) => {
  expect(patchInWords(patch, '3 tasks')).toBe(words);
});
