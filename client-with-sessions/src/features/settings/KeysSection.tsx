import { setLetterKeys, useLetterKeys } from '../../browser/preferences';
import { CheckField } from '../../ui/CheckField';
import { Section } from '../../ui/Section';

/** Turns single letters as shortcuts off, for example for people who use speech input. */
export function KeysSection() {
  const on = useLetterKeys();
  return (
    <Section title="Keys" hint="For this browser. Press ? on any page to see them all.">
      <CheckField
        label="Single letters work as shortcuts"
        checked={on}
        onChange={(event) => setLetterKeys(event.target.checked)}
      />
    </Section>
  );
}
