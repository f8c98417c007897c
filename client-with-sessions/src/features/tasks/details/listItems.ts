const ITEM = /^\s*(?:[-*+•◦]\s+(?:\[[ xX]\]\s+)?|[☐☑]\s*|\d{1,3}[.)]\s+)\S/;

/** The lines of a text that are items of a list. */
export function listItems(text: string): string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => ITEM.test(line));
}

/** The given lines as far as a text still has them, and the text without them. */
export function takeLines(text: string, lines: string[]): { taken: string[]; rest: string | null } {
  const left = [...lines];
  const taken: string[] = [];
  const rest = text.split(/\r\n|\n|\r/).filter((line) => {
    const at = left.indexOf(line);
    if (at < 0) return true;
    taken.push(...left.splice(at, 1));
    return false;
  });
  const kept = rest
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { taken, rest: kept === '' ? null : kept };
}
