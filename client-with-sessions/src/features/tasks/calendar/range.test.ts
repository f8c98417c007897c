import { expect, test } from 'vitest';
import { daysOf, stepTo } from './range';

test('a week begins on the day of the settings', () => {
  expect(daysOf('week', '2026-11-27', 1)[0]).toBe('2026-11-23');
  expect(daysOf('week', '2026-11-23', 1)[0]).toBe('2026-11-23');
  expect(daysOf('week', '2026-11-27', 7)[0]).toBe('2026-11-22');
  expect(daysOf('week', '2026-11-22', 7)[0]).toBe('2026-11-22');
  expect(daysOf('week', '2026-11-27', 6).at(-1)).toBe('2026-11-27');
});

test('a month is six whole weeks, the first with its first day', () => {
  for (const month of ['2026-02', '2026-05', '2026-11', '2027-02']) {
    const days = daysOf('month', `${month}-15`, 1);
    expect(days).toHaveLength(42);
    expect(days.slice(0, 7)).toContain(`${month}-01`);
    expect(days).toContain(`${month}-28`);
  }
});

test.each([
  ['day', '2026-12-31', 1, '2027-01-01'],
  ['week', '2026-11-27', -1, '2026-11-20'],
  ['month', '2026-11-27', 1, '2026-12-27'],
  ['month', '2027-01-31', 1, '2027-02-28'],
  ['month', '2027-03-31', -1, '2027-02-28'],
  ['month', '2026-12-31', 1, '2027-01-31'],
] as const)('the %s of %s, by %i', (view, day, by, expected) => {
  expect(stepTo(view, day, by)).toBe(expected);
});
