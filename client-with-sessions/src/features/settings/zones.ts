/** The time zones that this browser knows, and the current one even if it does not know that. */
export function zoneNames(present: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...known, present])].toSorted();
}
