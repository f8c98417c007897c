import { expect, test } from 'vitest';
import { tagTokenAt } from './tagToken';

const NAMES = ['home', 'work'];

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return tagTokenAt(NAMES)(marked.replace('|', ''), caret);
}

test.each([
  ['ho|', 'ho', 'ho', 0],
  ['#ho|', 'ho', 'ho', 1],
  ['ho|me', 'ho', 'home', 0],
  ['home, wo|', 'wo', 'wo', 6],
  ['home #w|o next', 'w', 'wo', 6],
  ['|home', '', 'home', 0],
])('a tag is being typed in %s', (marked, typed, whole, start) => {
  const token = at(marked);
  expect(token).toMatchObject({ names: NAMES, typed, whole, start, end: start + whole.length });
  expect(token?.write('work')).toBe('work');
});

test.each(['|', '#|', 'home, |', 'home |'])('no tag is being typed in %s', (marked) => {
  expect(at(marked)).toBeUndefined();
});
