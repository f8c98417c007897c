import { minutesInWords } from '../../format/amounts';

export function number(count: number): string {
  return count.toLocaleString('en');
}

/** Seconds in hours and minutes. */
export function inHours(seconds: number): string {
  return minutesInWords(Math.round(seconds / 60));
}
