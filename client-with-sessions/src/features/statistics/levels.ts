/** The quartiles of sorted numbers by linear interpolation (type 7 of Hyndman and Fan). */
function quartile(sorted: number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place % 1);
}

/** Returns a function from a number to a level: 0 for nothing, and 1 to 4 by the quartiles of the rest. */
export function levelsOf(numbers: number[]): (number: number) => number {
  const sorted = numbers.filter((number) => number > 0).sort((one, other) => one - other);
  const quartiles = [0.25, 0.5, 0.75].map((share) => quartile(sorted, share));
  return (number) =>
    number <= 0 ? 0 : 1 + quartiles.filter((quartile) => number > quartile).length;
}
