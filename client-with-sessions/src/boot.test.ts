import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { setTheme } from './browser/preferences';

const source = readFileSync(join(import.meta.dirname, 'boot.js'), 'utf8');
const root = document.documentElement;

function loadPage(): void {
  delete root.dataset.theme;
  delete root.dataset.expects;
  delete window.early;
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

test('what the page of a user needs is asked for at once', () => {
  const fetch = vi.spyOn(window, 'fetch').mockResolvedValue(new Response());
  localStorage.setItem('tracker.user', '1');
  history.replaceState(null, '', '/app/today');
  loadPage();
  const frame = ['/check_session', '/settings', '/projects', '/views'];
  expect([...(window.early?.keys() ?? [])]).toEqual([...frame, '/agenda?days=1&limit=50']);
  expect(fetch).toHaveBeenCalledTimes(5);
  expect(root.dataset.expects).toBe('user');

  history.replaceState(null, '', '/app/projects/3?layout=board');
  loadPage();
  expect([...(window.early?.keys() ?? [])]).toEqual(frame);
});

test.each(['nobody', 'someone whose log-out has not been told to the server'])(
  'nothing is asked for %s',
  (who) => {
    const fetch = vi.spyOn(window, 'fetch').mockResolvedValue(new Response());
    if (who !== 'nobody') {
      localStorage.setItem('tracker.user', '1');
      localStorage.setItem('tracker.log-out', 'pending');
    }
    loadPage();
    expect(fetch).not.toHaveBeenCalled();
    expect(root.dataset.expects).toBeUndefined();
  },
);
