/**
 * A text in three parts: what it begins with like the other, what lies between the first and the last
 * difference, in whole words, and what it ends with like the other.
 */
export function differenceOf(text: string, other: string): [string, string, string] {
  const [own, others] = [wordsOf(text), wordsOf(other)];
  const most = Math.min(own.length, others.length);
  let start = 0;
  while (start < most && own[start] === others[start]) start++;
  let end = 0;
  while (end < most - start && own.at(-1 - end) === others.at(-1 - end)) end++;
  const to = own.length - end;
  return [own.slice(0, start), own.slice(start, to), own.slice(to)].map((part) =>
    part.join(''),
  ) as [string, string, string];
}

/** Words, and what stands between them. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? [];
}
