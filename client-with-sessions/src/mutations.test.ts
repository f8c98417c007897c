import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname);
const ROOM = 'data/mutations/';
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.startsWith('test/'),
);
const mutations = sources.filter((file) => file.startsWith(ROOM));

function textOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}

test('one file defines one mutation, which has its name', () => {
  expect(mutations.length).toBeGreaterThan(20);
  for (const file of mutations) {
    const defined = Array.from(textOf(file).matchAll(/(\w+) = defineMutation\(/g), ([, n]) => n);
    expect(defined).toEqual([file.slice(ROOM.length, -'.ts'.length)]);
  }
});

test('mutations are defined nowhere else', () => {
  const others = sources.filter((file) => !file.startsWith(ROOM));
  expect(others.filter((file) => /\bdefineMutation\(/.test(textOf(file)))).toEqual([]);
});

test('a mutation knows no other', () => {
  const strays = mutations.filter((file) => / from '\.\//.test(textOf(file)));
  expect(strays).toEqual([]);
});

test('what sends, shows and undoes mutations knows none of them by name', () => {
  const data = sources.filter((file) => file.startsWith('data/') && !file.startsWith(ROOM));
  const knowing = data.filter((file) => /from '[^']*mutations\//.test(textOf(file)));
  // An undo is a mutation itself.
  expect(knowing).toEqual(['data/undo/undoing.ts']);
});

test('nothing can ask which mutation it is: it asks what the mutation does', () => {
  const definition = textOf('data/outbox/mutation.ts');
  expect(definition).toContain('export interface Definition {');
  expect(definition).not.toMatch(/^\s+(?:kind|name|type)\??:/m);
});
