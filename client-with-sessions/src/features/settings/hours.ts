const MOST_MINUTES = 24 * 60;

/** Reads typed hours, 7:30 or 7.5, as minutes; undefined if it is more than a day or not a time. */
export function minutesIn(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? [];
  const typed =
    hours === undefined
      ? /^\d{1,2}(?:[.,]\d{1,2})?$/.test(text.trim())
        ? Math.round(Number(text.trim().replace(',', '.')) * 60)
        : undefined
      : Number(hours) * 60 + Number(minutes);
  return typed === undefined || typed > MOST_MINUTES ? undefined : typed;
}

/** Formats minutes as hours: 8, 7:30. */
export function minutesInWords(minutes: number): string {
  const rest = minutes % 60;
  const hours = String(Math.floor(minutes / 60));
  return rest === 0 ? hours : `${hours}:${String(rest).padStart(2, '0')}`;
}

/** Formats minutes since midnight as a time of day: 04:00. */
export function timeInWords(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(11, 16);
}
