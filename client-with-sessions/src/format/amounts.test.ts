import { expect, test } from 'vitest';
import { clockTime, minutesInWords, readMinutes, readTime } from './amounts';

test('minutes are said in hours from an hour on', () => {
  expect([5, 60, 90, 1_200].map(minutesInWords)).toEqual(['5 min', '1 h', '1 h 30', '20 h']);
});

test.each([
  ['45', 45],
  ['45m', 45],
  ['45 min', 45],
  ['1h', 60],
  ['1h30', 90],
  ['1 h 30 min', 90],
  ['1.5h', 90],
  ['1,5 h', 90],
  ['soon', undefined],
  ['', undefined],
])('“%s” is %s minutes', (text, minutes) => {
  expect(readMinutes(text)).toBe(minutes);
});

test('a time of day is shown as one is used to', () => {
  expect(clockTime('14:30', '24h')).toBe('14:30');
  expect(['00:05', '09:00', '12:00', '14:30'].map((time) => clockTime(time, '12h'))).toEqual([
    '12:05 am',
    '9 am',
    '12 pm',
    '2:30 pm',
  ]);
});

test.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['17h30', '17:30'],
  ['3pm', '15:00'],
  ['3:15 p.m.', '15:15'],
  ['12am', '00:00'],
  ['12 PM', '12:00'],
  ['24', undefined],
  ['13pm', undefined],
  ['9:75', undefined],
  ['soon', undefined],
  ['', undefined],
])('“%s” is the time %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});
