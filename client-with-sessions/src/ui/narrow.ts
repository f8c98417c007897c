/** The things that have every typed word at the beginning of one of theirs. */
export function narrow<T extends { label: string }>(things: T[], query: string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return things;
  return things.filter(({ label }) => {
    const own = fold(label);
    return words.every((word) => own.startsWith(word) || own.includes(` ${word}`));
  });
}

/** The text without case and accents, its words with a blank between them. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
