import { setTheme, type Theme } from '../../browser/preferences';
import { noteFollowed } from './useAccountTheme';
import { useSaveSettings } from './useSaveSettings';

/** The themes, as they are named wherever one is chosen. */
export const THEMES: { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
  { theme: 'system', label: 'Same as the system' },
];

/** Returns a function that sets the theme, here at once and for every device of the account. */
export function useChooseTheme(): (theme: Theme) => void {
  const save = useSaveSettings();
  return (theme) => {
    noteFollowed(theme);
    setTheme(theme);
    save({ theme });
  };
}
