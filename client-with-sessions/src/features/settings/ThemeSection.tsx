import { CheckField } from '../../ui/CheckField';
import { setTheme, type Theme, useTheme } from '../../ui/preferences';
import { Section } from '../../ui/Section';
import styles from './Choices.module.css';

const THEMES: { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
  { theme: 'system', label: 'Like the system' },
];

/** Chooses between light and dark, at once and for this browser. */
export function ThemeSection() {
  const current = useTheme();
  return (
    <Section title="Theme" hint="For this browser.">
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">Theme</legend>
        {THEMES.map(({ theme, label }) => (
          <CheckField
            key={theme}
            kind="radio"
            name="theme"
            label={label}
            checked={theme === current}
            onChange={() => setTheme(theme)}
          />
        ))}
      </fieldset>
    </Section>
  );
}
