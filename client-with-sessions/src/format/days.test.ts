import { expect, test } from 'vitest';
import { addDays, dayLabel, daysBetween, dayWithWeekday, nextWeekday } from './days';

test('days are counted over the ends of months and over the changes of the clock', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
});

test('a day is named as it is seen from today', () => {
  const label = (day: string) => dayLabel(day, '2026-11-23');
  expect(['2026-11-22', '2026-11-23', '2026-11-24'].map(label)).toEqual([
    'yesterday',
    'today',
    'tomorrow',
  ]);
  expect(label('2026-11-27')).toBe('Fri');
  expect(label('2026-11-30')).toMatch(/30/);
  expect(label('2027-01-02')).toMatch(/2027/);
});

test('a day with its weekday is named when it is near', () => {
  const label = (day: string) => dayWithWeekday(day, '2026-11-23');
  expect(label('2026-11-24')).toMatch(/^tomorrow, Tue .*24/);
  expect(label('2026-11-23')).toMatch(/^today, Mon .*23/);
  expect(label('2026-11-27')).toMatch(/^Fri .*27/);
  expect(label('2027-03-01')).toMatch(/^Mon .*2027/);
});

test('the next Monday is never today', () => {
  expect(nextWeekday('2026-11-23', 1)).toBe('2026-11-30');
  expect(nextWeekday('2026-11-24', 1)).toBe('2026-11-30');
  expect(nextWeekday('2026-11-29', 1)).toBe('2026-11-30');
});
