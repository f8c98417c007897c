import { expect, test } from 'vitest';
import { dayInWords } from './dates';

// A Wednesday, shortly after midnight.
const NOW = new Date(2026, 10, 25, 0, 30);

test.each([
  ['today', new Date(2026, 10, 25, 0, 0)],
  ['yesterday', new Date(2026, 10, 24, 23, 59)],
  ['yesterday', new Date(2026, 10, 24, 0, 0)],
  ['Mon', new Date(2026, 10, 23, 12)],
  ['Thu', new Date(2026, 10, 19, 12)],
])('%s', (words, date) => {
  expect(dayInWords(date, NOW)).toBe(words);
});

test('a week ago it is a date', () => {
  expect(dayInWords(new Date(2026, 10, 18, 12), NOW)).toMatch(/^(?:18 Nov|Nov 18)$/);
});

test('another year is named', () => {
  expect(dayInWords(new Date(2025, 11, 31, 12), NOW)).toMatch(/2025/);
});

test('a day that is still to come is a date too', () => {
  expect(dayInWords(new Date(2026, 10, 26, 12), NOW)).toMatch(/26/);
});

test('the day does not slip where the clocks change', () => {
  const before = new Date(2026, 9, 24, 23, 30);
  expect(dayInWords(before, new Date(2026, 9, 25, 23, 30))).toBe('yesterday');
});
