import { expect, test } from 'vitest';
import type { Habit, Schedule } from '../api/types';
import {
  dayInWords,
  goalInWords,
  progressInWords,
  scheduleInWords,
  shortDay,
  streakInWords,
} from './habits';

test.each<[string, Schedule]>([
  ['Mon, Wed and Fri', { kind: 'weekdays', weekdays: ['monday', 'wednesday', 'friday'] }],
  ['Sundays', { kind: 'weekdays', weekdays: ['sunday'] }],
  ['once a month', { kind: 'times', times: 1, per: 'month' }],
  ['twice a week', { kind: 'times', times: 2, per: 'week' }],
  ['3 times a week', { kind: 'times', times: 3, per: 'week' }],
  ['every day', { kind: 'every', days: 1 }],
  ['every other day', { kind: 'every', days: 2 }],
  ['every 4 days', { kind: 'every', days: 4 }],
])('%s', (words, schedule) => {
  expect(scheduleInWords(schedule)).toBe(words);
});

const pages = { kind: 'count', direction: 'at_least', target: 20, unit: 'pages' } as Habit;
const cups = { kind: 'count', direction: 'at_most', target: 2, unit: 'cups' } as Habit;
const check = { kind: 'check', direction: 'at_least', target: 1, unit: null } as Habit;

test('a goal says what a day needs', () => {
  expect(goalInWords(pages)).toBe('at least 20 pages');
  expect(goalInWords(cups)).toBe('at most 2 cups');
  expect(goalInWords({ ...check, kind: 'minutes', target: 30 })).toBe('at least 30 min');
  expect(goalInWords(check)).toBeUndefined();
});

test('a day says how it stands', () => {
  const day = '2026-11-27';
  expect(dayInWords(check, { day, mark: 'done' })).toBe('done');
  expect(dayInWords(pages, { day, mark: 'partly', value: 8 })).toBe('not all done, 8 of 20 pages');
  expect(dayInWords(cups, { day, mark: 'partly', value: 3 })).toBe('too much, 3 of at most 2 cups');
  expect(dayInWords(check, { day, mark: 'skipped', note: 'Ill' })).toBe('skipped: Ill');
  expect(shortDay(day)).toMatch(/^Fri /);
});

test('a streak and a week are said in few words', () => {
  expect(streakInWords({ length: 11, unit: 'weeks' })).toBe('11 weeks');
  expect(streakInWords({ length: 1, unit: 'times' })).toBe('1 time');
  expect(streakInWords({ length: 0, unit: 'days' })).toBeUndefined();
  const schedule = { kind: 'times', times: 3, per: 'week' } as const;
  expect(progressInWords({ schedule, progress: { done: 2, need: 3 } })).toBe('2 of 3 this week');
});
