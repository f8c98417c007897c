import { expect, test } from 'vitest';
import { tagsThatFit } from './tagsThatFit';

const TAGS = ['home', 'garden', 'with-others', 'x'];

test.each([
  [0, 0],
  [6, 0],
  [7, 1],
  [16, 2],
  [29, 2],
  [30, 3],
  [200, 3],
])('into %i characters fit %i tags, each of them whole', (room, count) => {
  expect(tagsThatFit(TAGS, room)).toBe(count);
});

test('no tags need no room', () => {
  expect(tagsThatFit([], -5)).toBe(0);
});
