import type { Settings } from '../../api/types';

type Clock = Pick<Settings, 'zone' | 'day_start'>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Today's date for the account, such as 2026-11-23; the settings say when a day begins. */
export function todayIn(settings: Clock | undefined, now: Date): string {
  const [hours = 0, minutes = 0] = (settings?.day_start ?? '00:00').split(':').map(Number);
  const local = localTime(settings, now);
  const begins = `${pad(hours)}:${pad(minutes)}`;
  if (local.slice(11, 16) >= begins) return local.slice(0, 10);
  const before = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}

/** The account's zone. Until the settings are loaded it is undefined, for the browser's zone. */
function zoneOf(settings: Clock | undefined): string | undefined {
  return settings ? (settings.zone ?? 'UTC') : undefined;
}

/** The local time of the account at an instant: 2026-11-23T09:30. */
export function localTime(settings: Clock | undefined, at: Date): string {
  return formatIn(zoneOf(settings)).format(at).replace(' ', 'T');
}

/** The instant of a local time of the account, such as 2026-11-23T09:30. */
export function instantOf(settings: Clock | undefined, local: string): string {
  const wanted = Date.parse(`${local}Z`);
  const shown = (at: number) => Date.parse(`${localTime(settings, new Date(at))}Z`);
  const guess = wanted - (shown(wanted) - wanted);
  // If the clocks change in between, the first guess is off by the difference.
  return new Date(guess + wanted - shown(guess)).toISOString();
}

/** A due as the account's clock tells it, and as it was written if that is in another zone. */
export function localDue(settings: Clock | undefined, due: string): LocalDue {
  const zone = /\[(.+)\]$/.exec(due)?.[1];
  const written = due.slice(0, 16);
  if (zone === undefined || settings === undefined) return { local: written };
  const at = instantOf({ zone, day_start: settings.day_start }, written);
  const local = localTime(settings, new Date(at));
  return local === written ? { local } : { local, elsewhere: { time: written.slice(11), zone } };
}

/** A day, or a local time such as 2026-11-23T09:30. */
export interface LocalDue {
  local: string;
  /** Its own time and zone. */
  elsewhere?: { time: string; zone: string };
}

/** Formats as 2026-11-23 09:30, in this zone or the browser's. */
function formatIn(zone: string | undefined): Intl.DateTimeFormat {
  const name = zone ?? '';
  const known = formats.get(name);
  if (known) return known;
  const format = makeFormat(zone);
  formats.set(name, format);
  return format;
}

function makeFormat(zone: string | undefined): Intl.DateTimeFormat {
  const options = { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...options, ...(zone && { timeZone: zone }) });
  } catch {
    // The server knows the zone, but this browser does not.
    return new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: 'UTC' });
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
