const LONGEST_SHOWN = 140;

/** A text on one line, shortened to be readable at a glance. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST_SHOWN ? line : `${letters.slice(0, LONGEST_SHOWN).join('')}…`;
}
