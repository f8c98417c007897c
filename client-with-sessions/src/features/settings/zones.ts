/** The time zones that this browser knows, and the present one in any case. */
export function zoneNames(present: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...known, present])].toSorted();
}
