import { useTheme } from '../../browser/preferences';
import { CheckField } from '../../ui/CheckField';
import { Section } from '../../ui/Section';
import styles from './Choices.module.css';
import { THEMES, useChooseTheme } from './themes';

/** Chooses the theme, for every device of the account. */
export function ThemeSection() {
  const current = useTheme();
  const choose = useChooseTheme();
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
