import { expect, test } from 'vitest';
import { pastDueInWords } from './pastDue';

const ONE = '“Buy milk”';

test('a plan up to the due needs no warning', () => {
  expect(pastDueInWords('2030-12-24', ['2030-12-24T09:00[Europe/Berlin]'], ONE)).toBe('');
  expect(pastDueInWords('2030-12-24', [], ONE)).toBe('');
  expect(pastDueInWords(null, ['2030-12-24'], ONE)).toBe('');
  expect(pastDueInWords(undefined, ['2030-12-24'], ONE)).toBe('');
});

test('a plan past the due says when the task is due', () => {
  expect(pastDueInWords('2030-12-25', ['2030-12-24T09:00[Europe/Berlin]'], ONE)).toMatch(
    /^, after it is due .*24.*2030/,
  );
});

test('a time of the day may be past the due too', () => {
  const plan = (planned: string) =>
    pastDueInWords(planned, ['2030-12-24T09:00[Europe/Berlin]'], ONE);
  expect(plan('2030-12-24T08:45')).toBe('');
  expect(plan('2030-12-24T09:15')).toMatch(/^, after it is due .* 09:00$/);
  expect(pastDueInWords('2030-12-24T09:15', ['2030-12-24'], ONE)).toBe('');
});

test('of several it says how many are due before', () => {
  const plan = (dues: string[]) => pastDueInWords('2030-12-25', dues, '3 tasks');
  expect(plan(['2030-12-24', '2030-12-26'])).toBe(': 1 of them is due before');
  expect(plan(['2030-12-24', '2030-12-20'])).toBe(': 2 of them are due before');
});
