import type { Action, Change } from '../api/types';

/** Describes what a group did to time entries. */
export function timeInWords(action: Action, changes: Change[]): string {
  // What was started comes after what had to stop for it.
  const told = changes.findLast(({ before }) => before === null) ?? changes[0];
  const name = told?.title == null ? '' : ` for “${told.title}”`;
  if (action === 'start') return `Started the timer${name}`;
  if (action === 'stop') return `Stopped the timer${name}`;
  if (action === 'create') return `Added time${name}`;
  if (action === 'delete') return `Deleted time${name}`;
  if (action === 'restore') return `Restored time${name}`;
  return action === 'purge' ? 'Deleted time for good' : `Changed time${name}`;
}

/** Formats seconds as on a stop watch: 0:42:10. */
export function stopWatch(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours}:${pad(minutes)}:${pad(seconds % 60)}`;
}

/** Formats seconds to the minute: 0:42. */
export function hoursAndMinutes(seconds: number): string {
  return `${Math.floor(seconds / 3_600)}:${pad(Math.floor(seconds / 60) % 60)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Formats the seconds that are left, and once nothing is, the minutes since: 24:59, +3 min. */
export function countdown(left: number): string {
  if (left > -60) return `${Math.floor(Math.max(0, left) / 60)}:${pad(Math.max(0, left) % 60)}`;
  return `+${Math.floor(-left / 60)} min`;
}
