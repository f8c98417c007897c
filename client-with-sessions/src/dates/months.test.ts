import { expect, test } from 'vitest';
import { addMonths, dayAfterKey, weeksOf } from './months';

test('a month is shown in whole weeks, from the day on which the account’s begin', () => {
  const monday = weeksOf('2026-11-27', 1);
  expect(monday[0]?.[0]).toBe('2026-10-26');
  expect(monday.at(-1)?.at(-1)).toBe('2026-12-06');
  const sunday = weeksOf('2026-11-01', 7);
  expect(sunday[0]?.[0]).toBe('2026-11-01');
  expect(sunday).toHaveLength(5);
  expect(weeksOf('2026-02-10', 7)).toHaveLength(4);
});

test('a shorter month ends earlier', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
});

test.each([
  ['ArrowLeft', '2026-11-26'],
  ['ArrowRight', '2026-11-28'],
  ['ArrowUp', '2026-11-20'],
  ['ArrowDown', '2026-12-04'],
  ['Home', '2026-11-23'],
  ['End', '2026-11-29'],
  ['PageUp', '2026-10-27'],
  ['PageDown', '2026-12-27'],
  ['x', undefined],
])('%s leads from Friday 27 November to %s', (key, day) => {
  expect(dayAfterKey(key, false, '2026-11-27', 1)).toBe(day);
});

test('with Shift a page is a year, and the first day of a week is its own beginning', () => {
  expect(dayAfterKey('PageDown', true, '2026-11-27', 1)).toBe('2027-11-27');
  expect(dayAfterKey('Home', false, '2026-11-23', 1)).toBe('2026-11-23');
  expect(dayAfterKey('Home', false, '2026-11-22', 7)).toBe('2026-11-22');
});
