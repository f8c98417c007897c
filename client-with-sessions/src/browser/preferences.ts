import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './storage';

export type Theme = 'light' | 'dark' | 'system';

const THEME_KEY = 'tracker.theme';
const LETTER_KEYS_KEY = 'tracker.letter-keys';
const CHANGED = 'tracker:preferences';

const local = () => window.localStorage;

function readTheme(): Theme {
  const stored = readStored(local, THEME_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function readLetterKeys(): boolean {
  return readStored(local, LETTER_KEYS_KEY) !== 'off';
}

/** The theme chosen in this browser. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, readTheme);
}

/** Changes the theme in this browser only. */
export function setTheme(theme: Theme): void {
  writeStored(local, THEME_KEY, theme === 'system' ? null : theme);
  showTheme(theme);
  window.dispatchEvent(new Event(CHANGED));
}

/** Whether single letters work as shortcuts. */
export function useLetterKeys(): boolean {
  return useSyncExternalStore(subscribe, readLetterKeys);
}

/** Turns single letters as shortcuts on or off, in this browser only. */
export function setLetterKeys(on: boolean): void {
  writeStored(local, LETTER_KEYS_KEY, on ? null : 'off');
  window.dispatchEvent(new Event(CHANGED));
}

/** Shows a theme as soon as it is chosen in another tab. */
export function followThemeOfOtherTabs(): () => void {
  const follow = () => showTheme(readTheme());
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}

function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}
