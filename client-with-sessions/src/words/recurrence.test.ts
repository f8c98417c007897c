import { expect, test } from 'vitest';
import { readRule, writeRule } from './recurrenceRule';
import { ruleInWords } from './recurrenceWords';

test.each([
  ['FREQ=DAILY', 'every day'],
  ['FREQ=DAILY;INTERVAL=3', 'every 3 days'],
  ['FREQ=WEEKLY', 'every week'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'every 2 weeks on Monday and Friday'],
  ['FREQ=MONTHLY', 'every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=1', 'every month on the 1st'],
  ['FREQ=MONTHLY;BYMONTHDAY=22;COUNT=3', 'every month on the 22nd, 3 times'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the 2nd Tuesday'],
  ['FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', 'every 3 months on the last Friday'],
  ['FREQ=YEARLY', 'every year'],
])('%s is “%s”, and is written as it was read', (rule, words) => {
  expect(ruleInWords(rule)).toBe(words);
  const read = readRule(rule);
  expect(read && writeRule(read)).toBe(rule);
});

test('an end is kept', () => {
  const read = readRule('FREQ=DAILY;UNTIL=20261224T225959Z');
  expect(read?.end).toEqual({ until: '2026-12-24' });
  expect(read && writeRule(read)).toBe('FREQ=DAILY;UNTIL=20261224');
});

test.each([
  'FREQ=HOURLY',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=MONTHLY;BYMONTHDAY=1,15',
  'FREQ=DAILY;BYDAY=MO',
])('%s says more than can be chosen here, and is left to the server', (rule) => {
  expect(readRule(rule)).toBeUndefined();
  expect(ruleInWords(rule)).toBeUndefined();
});
