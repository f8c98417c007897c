import { expect, test } from 'vitest';
import { minutesIn, minutesInWords } from './hours';

test.each([
  ['8', 480],
  ['7:30', 450],
  ['7.5', 450],
  ['7,25', 435],
  [' 0 ', 0],
  ['24', 1440],
  ['25', undefined],
  ['7:60', undefined],
  ['', undefined],
  ['much', undefined],
  ['-1', undefined],
])('“%s” is %s minutes', (text, minutes) => {
  expect(minutesIn(text)).toBe(minutes);
});

test('minutes are said as hours', () => {
  expect(minutesInWords(480)).toBe('8');
  expect(minutesInWords(455)).toBe('7:35');
  expect(minutesInWords(5)).toBe('0:05');
});
