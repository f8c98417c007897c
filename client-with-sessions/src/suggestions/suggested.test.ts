import { expect, test } from 'vitest';
import { type Suggestion, suggested } from './suggested';

const name = (name: string, isLast = false): Suggestion => ({
  id: name,
  name,
  label: `#${name}`,
  isLast,
});

function names(known: Suggestion[], typed: string, whole = typed): string[] {
  const token = { names: 'tags', typed, whole, start: 0, end: 0, write: String } as const;
  return suggested(known, token).map((one) => one.name);
}

test('those that begin so come before those with a later word that does', () => {
  const known = ['my house', 'house', 'hobby', 'café', 'home/garden'].map((one) => name(one));
  expect(names(known, 'ho')).toEqual(['house', 'hobby', 'home/garden', 'my house']);
  expect(names(known, 'GARD')).toEqual(['home/garden']);
  expect(names(known, 'home/')).toEqual(['home/garden']);
  expect(names(known, 'my ho')).toEqual(['my house']);
  expect(names(known, 'cafe')).toEqual(['café']);
  expect(names(known, 'ouse')).toEqual([]);
  expect(names(known, '!')).toEqual([]);
});

test('what was typed to the letter comes first, what is out of use last', () => {
  const known = [name('home/garden'), name('home'), name('Home, old', true), name('my home')];
  expect(names(known, 'home')).toEqual(['home', 'home/garden', 'my home', 'Home, old']);
  expect(names(known, 'home/')).toEqual(['home/garden', 'home', 'my home', 'Home, old']);
});

test('with nothing typed there are the first few', () => {
  const known = Array.from({ length: 12 }, (_, index) => name(`tag${index}`));
  expect(names(known, '')).toEqual(known.slice(0, 8).map((one) => one.name));
});

test('a name that is there already is not suggested alone', () => {
  expect(names([name('home'), name('work')], 'Home')).toEqual([]);
  expect(names([name('home'), name('work')], 'ho', 'home')).toEqual([]);
  expect(names([name('café')], 'cafe')).toEqual(['café']);
  expect(names([name('home'), name('homework')], 'home')).toEqual(['home', 'homework']);
});
