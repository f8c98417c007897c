/** Formats minutes: 45 min, 2 h, 1 h 30. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest}`;
}

/** Reads minutes from 45, 45m, 1h, 1h30, 1.5 h; undefined if it is anything else. */
export function readMinutes(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replace(',', '.');
  const parts = /^(?:(\d+(?:\.\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*(?:m|min|minutes?)?)?$/.exec(
    plain,
  );
  if (!parts || plain === '') return undefined;
  return Math.round(Number(parts[1] ?? 0) * 60) + Number(parts[2] ?? 0);
}

/** 14:30 or 2:30 pm. */
export type Clock = '24h' | '12h';

/** Formats a time of day such as 14:30 for the clock of the settings. */
export function clockTime(time: string, clock: Clock): string {
  if (clock === '24h') return time;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const shown = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `${hours % 12 || 12}${shown} ${hours < 12 ? 'am' : 'pm'}`;
}

/** Reads a time of day from 9, 9:30, 9.30, 0930, 3pm; undefined if it is none. */
export function readTime(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\./g, ':')
    .replace(/(?<=[ap]):m:?$/, 'm');
  const parts = /^(\d{1,2})(?:[:h]?(\d\d))?\s*h?\s*([ap])?m?$/.exec(plain);
  if (!parts) return undefined;
  const hour = Number(parts[1]);
  const half = parts[3];
  if (half && (hour < 1 || hour > 12)) return undefined;
  const hours = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  const minutes = Number(parts[2] ?? 0);
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
