import { expect, test } from 'vitest';
import { countdown } from './time';

test.each([
  [1_500, '25:00'],
  [7_205, '120:05'],
  [9, '0:09'],
  [0, '0:00'],
  [-59, '0:00'],
  [-60, '+1 min'],
  [-3_900, '+65 min'],
])('%i seconds are left: %s', (left, words) => {
  expect(countdown(left)).toBe(words);
});
