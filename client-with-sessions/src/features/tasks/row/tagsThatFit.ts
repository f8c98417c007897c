/** The most tags that a row shows; the details show all. */
export const MOST_TAGS = 3;

/** How many whole tags fit into so many characters; the others are only counted. */
export function tagsThatFit(tags: readonly string[], room: number): number {
  let left = room;
  const cut = tags.findIndex((tag) => {
    left -= Array.from(tag).length + 3;
    return left < 0;
  });
  return Math.min(cut < 0 ? tags.length : cut, MOST_TAGS);
}
