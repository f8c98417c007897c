import { setLetterKeys, useLetterKeys } from '../../browser/preferences';
import { CheckField } from '../../ui/CheckField';
import { Section } from '../../ui/Section';

/** Turns single letters as shortcuts off, for example for people who use speech input. */
export function KeysSection() {
  const on = useLetterKeys();
  return (
    <Section
      title="Keyboard shortcuts"
      hint="For this browser only. Press ? on any page to see all of them."
    >
      <CheckField
        label="Single letters work as shortcuts"
        checked={on}
        onChange={(event) => setLetterKeys(event.target.checked)}
      />
    </Section>
  );
}
