import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { setTheme } from './browser/preferences';

const source = readFileSync(join(import.meta.dirname, 'boot.js'), 'utf8');
const root = document.documentElement;

function loadPage(): void {
  delete root.dataset.theme;
  new Function(source)();
}

afterEach(() => setTheme('system'));

test.each(['light', 'dark'] as const)('the page begins %s when that was chosen', (theme) => {
  setTheme(theme);
  expect(root.dataset.theme).toBe(theme);
  loadPage();
  expect(root.dataset.theme).toBe(theme);
});

test('the page follows the system when nothing else was chosen', () => {
  setTheme('dark');
  setTheme('system');
  loadPage();
  expect(root.dataset.theme).toBeUndefined();
});

test('what is not a theme is ignored', () => {
  localStorage.setItem('tracker.theme', 'purple');
  loadPage();
  expect(root.dataset.theme).toBeUndefined();
});
