import { afterEach, expect, test } from 'vitest';
import { takeEarly } from './early';

const get = (path: string) => new Request(`http://localhost${path}`);

function ask(...paths: string[]): void {
  window.early = new Map(paths.map((path) => [path, Promise.resolve(new Response(path))]));
}

afterEach(() => {
  delete window.early;
});

test('what was asked for early is taken once, by path and query', async () => {
  ask('/agenda?days=1', '/settings');
  expect(takeEarly(get('/agenda?days=14'))).toBeUndefined();
  expect(await (await takeEarly(get('/agenda?days=1')))?.text()).toBe('/agenda?days=1');
  expect(takeEarly(get('/agenda?days=1'))).toBeUndefined();
  expect(takeEarly(get('/settings'))).toBeDefined();
});

test('a write makes all of it old', () => {
  ask('/settings');
  expect(takeEarly(new Request('http://localhost/login', { method: 'POST' }))).toBeUndefined();
  expect(takeEarly(get('/settings'))).toBeUndefined();
});

test('a page that asked for nothing asks now', () => {
  expect(takeEarly(get('/settings'))).toBeUndefined();
});
