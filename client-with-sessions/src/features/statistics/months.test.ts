import { expect, test } from 'vitest';
import { byMonth, secondsByWeekday } from './months';

const day = (date: string, done: number, seconds: number) => ({
  date,
  done,
  dropped: 1,
  seconds,
  plan: null,
});

test('days add up by month and by weekday', () => {
  const days = [day('2026-11-30', 1, 60), day('2026-12-01', 2, 120), day('2026-12-07', 4, 240)];
  expect(byMonth(days)).toEqual([
    { first: '2026-11-30', last: '2026-11-30', done: 1, dropped: 1, seconds: 60 },
    { first: '2026-12-01', last: '2026-12-07', done: 6, dropped: 2, seconds: 360 },
  ]);
  expect(secondsByWeekday(days)).toEqual([300, 120, 0, 0, 0, 0, 0]);
});
