import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { setTheme } from './browser/preferences';

const source = readFileSync(join(import.meta.dirname, 'boot.js'), 'utf8');
const root = document.documentElement;

function loadPage(): void {
  delete root.dataset.theme;
  delete root.dataset.expects;
  delete root.dataset.font;
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

test.each([
  ['is shown from the start once it has been fetched', '/assets/Inter-1.woff2', true],
  ['is not, if this is another version of it', '/assets/Inter-0.woff2', false],
  ['is not, on the first visit', null, false],
])('the font %s', (_, stored, isShown) => {
  if (stored !== null) localStorage.setItem('tracker.font', stored);
  const script = document.createElement('script');
  script.dataset.font = '/assets/Inter-1.woff2';
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  loadPage();
  expect(root.dataset.font !== undefined).toBe(isShown);
  const ahead = document.head.querySelector('link[rel="preload"]');
  expect(ahead?.getAttribute('href') ?? null).toBe(isShown ? stored : null);
  ahead?.remove();
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
