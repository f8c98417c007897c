import { expect, test } from 'vitest';
import { byMonth } from './byMonth';

test('the days of a year are counted by month, the latest first', () => {
  expect(
    byMonth([
      { day: '2026-10-29', mark: 'outside' },
      { day: '2026-10-30', mark: 'done', strength: 5 },
      { day: '2026-10-31', mark: 'skipped', strength: 5 },
      { day: '2026-11-01', mark: 'partly', strength: 8 },
      { day: '2026-11-02', mark: 'not_due' },
    ]),
  ).toEqual([
    { month: '2026-11', done: 0, missed: 1, rest: 0, strength: 8 },
    { month: '2026-10', done: 1, missed: 0, rest: 1, strength: 5 },
  ]);
});
