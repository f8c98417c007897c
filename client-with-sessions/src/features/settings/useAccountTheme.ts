import { useEffect } from 'react';
import { setTheme, type Theme } from '../../browser/preferences';
import { readStored, writeStored } from '../../browser/storage';
import { useSettings } from '../../data/queries/settings';

const FOLLOWED_KEY = 'tracker.theme.account';
const local = () => window.localStorage;

/** Shows the theme of the account when it is changed, here or on another device. */
export function useAccountTheme(): void {
  const { settings } = useSettings();
  const theme = settings?.theme;
  useEffect(() => {
    if (theme !== undefined) followTheme(theme);
  }, [theme]);
}

/** A theme chosen in this browser before the account had one stays until the account's changes. */
function followTheme(theme: Theme): void {
  if ((readStored(local, FOLLOWED_KEY) ?? 'system') === theme) return;
  writeStored(local, FOLLOWED_KEY, theme);
  setTheme(theme);
}

/** Notes that this browser already shows the theme that the account is about to get. */
export function noteFollowed(theme: Theme): void {
  writeStored(local, FOLLOWED_KEY, theme);
}
