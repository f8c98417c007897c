/** Where in a manual order something goes. */
export type Place = { after: number } | { before: number };

/** The things in their order once one of them was moved. */
export function placed<T extends { id: number }>(things: T[], id: number, place: Place): T[] {
  const moved = things.find((thing) => thing.id === id);
  if (!moved) return things;
  const others = things.filter((thing) => thing !== moved);
  const beside = 'after' in place ? place.after : place.before;
  const index = others.findIndex((thing) => thing.id === beside);
  if (index < 0) return things;
  return others.toSpliced('after' in place ? index + 1 : index, 0, moved);
}

/** The place one step up or down from where a thing is; none at the end. */
export function placeBeside<T extends { id: number }>(
  things: T[],
  id: number,
  step: 1 | -1,
): Place | undefined {
  const other = things[things.findIndex((thing) => thing.id === id) + step];
  if (!other) return undefined;
  return step === 1 ? { after: other.id } : { before: other.id };
}
