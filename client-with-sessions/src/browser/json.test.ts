import { expect, test } from 'vitest';
import { isRecord, readJson } from './json';

const isNumber = (value: unknown) => typeof value === 'number';

test('what has the right shape is read', () => {
  expect(readJson('12', isNumber)).toBe(12);
});

test.each(['{"half', 'undefined', '', '"12"', 'null', null])('%s is nothing', (text) => {
  expect(readJson(text, isNumber)).toBeUndefined();
});

test('neither a list nor null has fields', () => {
  expect([{}, [], null, 'text'].map(isRecord)).toEqual([true, false, false, false]);
});
