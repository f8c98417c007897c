import { readMinutes, readTime } from './amounts';

/** Times of day such as 09:30 and 11:00, or an amount of minutes. */
export type Span = { from: string; to: string } | { minutes: number };

/** Reads 9:30–11, 9.30 to 11 or 45m; undefined if it is anything else. */
export function readSpan(text: string): Span | undefined {
  const [begin = '', end, ...rest] = text.split(/\s*(?:[-–—]|\bto\b|\buntil\b)\s*/u);
  if (rest.length > 0) return undefined;
  if (end === undefined) {
    // A number alone is as likely a time as an amount.
    const minutes = /^\s*\d+\s*$/.test(text) ? undefined : readMinutes(text);
    return minutes ? { minutes } : undefined;
  }
  const [from, to] = [readTime(begin), readTime(end)];
  return from && to && from !== to ? { from, to } : undefined;
}
