import { expect, test } from 'vitest';
import { timesOf } from './EntryForm';

test.each([
  [{ from: '09:00', to: '10:30' }, '00:00', '2026-11-27T09:00', '2026-11-27T10:30'],
  [{ from: '22:00', to: '01:30' }, '00:00', '2026-11-27T22:00', '2026-11-28T01:30'],
  [{ from: '01:00', to: '02:00' }, '04:00', '2026-11-28T01:00', '2026-11-28T02:00'],
  [{ from: '23:00', to: '02:00' }, '04:00', '2026-11-27T23:00', '2026-11-28T02:00'],
])('%o, where days begin at %s', (span, dayStart, started_at, ended_at) => {
  expect(timesOf(span, '2026-11-27', dayStart)).toEqual({ started_at, ended_at });
});

test('an amount has a day and no times', () => {
  expect(timesOf({ minutes: 45 }, '2026-11-27', '04:00')).toEqual({
    day: '2026-11-27',
    seconds: 2_700,
  });
});
