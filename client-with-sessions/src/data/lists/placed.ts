/** A place in a manual order. */
export type Place = { after: number } | { before: number };

/** The items with one of them moved. */
export function placed<T extends { id: number }>(items: T[], id: number, place: Place): T[] {
  const moved = items.find((item) => item.id === id);
  if (!moved) return items;
  const others = items.filter((item) => item !== moved);
  const beside = 'after' in place ? place.after : place.before;
  const index = others.findIndex((item) => item.id === beside);
  if (index < 0) return items;
  return others.toSpliced('after' in place ? index + 1 : index, 0, moved);
}

/** The place one up (-1) or down (1) from an item; undefined at the end. */
export function placeBeside<T extends { id: number }>(
  items: T[],
  id: number,
  by: 1 | -1,
): Place | undefined {
  const other = items[items.findIndex((item) => item.id === id) + by];
  if (!other) return undefined;
  return by === 1 ? { after: other.id } : { before: other.id };
}
