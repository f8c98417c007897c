import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isComposing } from './ui/isComposing';

const SRC = resolve(import.meta.dirname);
const HELPER = 'ui/isComposing.ts';
/** It only fetches code ahead, whatever the key is meant for. */
const FETCHES_AHEAD = 'app/PaletteHost.tsx';
const READS_KEYS = /\bevent\.key\b|\bkey\b[^;]*\} = event\b|\(\{ key \}/;

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.startsWith('test/'),
);

function textOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}

test('every handler of keys leaves those of an input method alone', () => {
  const handlers = sources.filter(
    (file) => /onKeyDown|'keydown'/.test(textOf(file)) && READS_KEYS.test(textOf(file)),
  );
  expect(handlers.length).toBeGreaterThan(8);
  const careless = handlers.filter((file) => !/\bisComposing\(|\bisTaken\(/.test(textOf(file)));
  expect(careless).toEqual([FETCHES_AHEAD]);
});

test('only the helper asks the browser whether an input method is at work', () => {
  const asking = sources.filter((file) => /\.isComposing\b|\bkeyCode\b/.test(textOf(file)));
  expect(asking).toEqual([HELPER]);
});

test('Safari says it with a code alone', () => {
  const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', { key: 'Enter', ...init });
  expect(isComposing(key({ isComposing: true }))).toBe(true);
  expect(isComposing(key({ keyCode: 229 }))).toBe(true);
  expect(isComposing({ nativeEvent: key({ keyCode: 229 }) })).toBe(true);
  expect(isComposing(key({ keyCode: 13 }))).toBe(false);
});
