interface Named {
  label: string;
  /** Other words by which it is found. */
  words?: string | undefined;
}

/** The items that have, for each typed word, one that begins like it. */
export function narrow<T extends Named>(items: T[], query: string): T[] {
  const typed = fold(query).split(/\s+/).filter(Boolean);
  if (typed.length === 0) return items;
  return items.filter(({ label, words = '' }) => {
    const own = ` ${fold(`${label} ${words}`)}`;
    return typed.every((word) => own.includes(` ${word}`));
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
