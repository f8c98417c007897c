import { setTheme, type Theme, useTheme } from '../../browser/preferences';
import { CheckField } from '../../ui/CheckField';
import { Section } from '../../ui/Section';
import styles from './Choices.module.css';
import { noteFollowed } from './useAccountTheme';
import { useSaveSettings } from './useSaveSettings';

const THEMES: { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
  { theme: 'system', label: 'Same as the system' },
];

/** Chooses the theme, for every device of the account. */
export function ThemeSection() {
  const current = useTheme();
  const save = useSaveSettings();
  const choose = (theme: Theme) => {
    noteFollowed(theme);
    setTheme(theme);
    save({ theme });
  };
  return (
    <Section title="Theme" hint="For your account, on every device.">
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">Theme</legend>
        {THEMES.map(({ theme, label }) => (
          <CheckField
            key={theme}
            kind="radio"
            name="theme"
            label={label}
            checked={theme === current}
            onChange={() => choose(theme)}
          />
        ))}
      </fieldset>
    </Section>
  );
}
