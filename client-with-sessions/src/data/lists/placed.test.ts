import { expect, test } from 'vitest';
import { placeBeside, placed } from './placed';

const ITEMS = [{ id: 1 }, { id: 2 }, { id: 3 }];

test('items are placed after or before another', () => {
  expect(placed(ITEMS, 1, { after: 2 }).map(({ id }) => id)).toEqual([2, 1, 3]);
  expect(placed(ITEMS, 3, { before: 1 }).map(({ id }) => id)).toEqual([3, 1, 2]);
});

test('beside what is not there, nothing moves', () => {
  expect(placed(ITEMS, 1, { after: 9 })).toBe(ITEMS);
  expect(placed(ITEMS, 9, { after: 1 })).toBe(ITEMS);
});

test('the place beside the neighbour, and none beyond the end', () => {
  expect(placeBeside(ITEMS, 1, 1)).toEqual({ after: 2 });
  expect(placeBeside(ITEMS, 3, -1)).toEqual({ before: 2 });
  expect(placeBeside(ITEMS, 3, 1)).toBeUndefined();
  expect(placeBeside(ITEMS, 1, -1)).toBeUndefined();
});
