import { expect, test } from 'vitest';
import { weekOf } from './weeks';

test.each([
  ['2026-11-28', 'monday', '2026-W48'],
  ['2026-11-29', 'monday', '2026-W48'],
  ['2026-11-29', 'sunday', '2026-W49'],
  ['2026-11-27', 'friday', '2026-W49'],
  ['2026-11-26', 'friday', '2026-W48'],
  ['2025-12-29', 'monday', '2026-W01'],
  ['2027-01-03', 'monday', '2026-W53'],
  ['2026-01-01', 'monday', '2026-W01'],
])('%s is in a week that begins on %s: %s', (day, weekStart, week) => {
  expect(weekOf(day, weekStart)).toBe(week);
});
