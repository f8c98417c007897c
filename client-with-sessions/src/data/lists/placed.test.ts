import { expect, test } from 'vitest';
import { placeBeside, placed } from './placed';

const THINGS = [{ id: 1 }, { id: 2 }, { id: 3 }];

test('things are placed after or before another', () => {
  expect(placed(THINGS, 1, { after: 2 }).map(({ id }) => id)).toEqual([2, 1, 3]);
  expect(placed(THINGS, 3, { before: 1 }).map(({ id }) => id)).toEqual([3, 1, 2]);
});

test('beside what is not there, nothing moves', () => {
  expect(placed(THINGS, 1, { after: 9 })).toBe(THINGS);
  expect(placed(THINGS, 9, { after: 1 })).toBe(THINGS);
});

test('a step leads beside the neighbour, and from the end nowhere', () => {
  expect(placeBeside(THINGS, 1, 1)).toEqual({ after: 2 });
  expect(placeBeside(THINGS, 3, -1)).toEqual({ before: 2 });
  expect(placeBeside(THINGS, 3, 1)).toBeUndefined();
  expect(placeBeside(THINGS, 1, -1)).toBeUndefined();
});
