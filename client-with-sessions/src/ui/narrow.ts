/** The items whose labels contain a word beginning with each typed word. */
export function narrow<T extends { label: string }>(items: T[], query: string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ label }) => {
    const own = fold(label);
    return words.every((word) => own.startsWith(word) || own.includes(` ${word}`));
  });
}

/** The text in lower case without accents, its words separated by one space. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
