/** The time zones this browser knows, plus the current one even if unknown. */
export function zoneNames(present: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...known, present])].toSorted();
}
