import { expect, test } from 'vitest';
import { differenceOf } from './difference';

test.each([
  ['Buy oat milk', 'Buy soy milk', ['Buy ', 'oat', ' milk']],
  ['Buy milk', 'Buy soy milk', ['Buy ', '', 'milk']],
  ['Buy soy milk', 'Buy milk', ['Buy ', 'soy ', 'milk']],
  ['One\n\n  Two', 'One\n  Two', ['One', '\n\n  ', 'Two']],
  ['a a a', 'a a', ['a a', ' a', '']],
  ['mine', 'theirs', ['', 'mine', '']],
  ['mine', '', ['', 'mine', '']],
  ['same', 'same', ['same', '', '']],
])('of %j beside %j', (text, other, parts) => {
  expect(differenceOf(text, other)).toEqual(parts);
  expect(parts.join('')).toBe(text);
});
