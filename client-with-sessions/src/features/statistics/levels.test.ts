import { expect, test } from 'vitest';
import { levelsOf } from './levels';

test('levels follow the quartiles of what is not nothing', () => {
  const level = levelsOf([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(level)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test('days that are all alike have one level', () => {
  expect([0, 2].map(levelsOf([0, 2, 2, 2]))).toEqual([0, 1]);
  expect(levelsOf([])(0)).toBe(0);
});
