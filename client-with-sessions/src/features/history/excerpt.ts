const MOST_LINES = 3;
const MOST_LETTERS = 200;

/** The beginning of a text, or all of it if it is short. */
export function excerpt(text: string): string {
  const lines = text.split('\n');
  const first = Array.from(lines.slice(0, MOST_LINES).join('\n'));
  const isCut = lines.length > MOST_LINES || first.length > MOST_LETTERS;
  return isCut ? `${first.slice(0, MOST_LETTERS).join('').trimEnd()}…` : text;
}
