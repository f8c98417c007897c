import type { Timer } from '../../api/types';

/** The timer, and how many milliseconds the server's clock is ahead of this machine's. */
export interface ShownTimer extends Timer {
  ahead: number;
}

/** How many seconds the timer has run. */
export function secondsRun({ running, ahead }: ShownTimer, now = Date.now()): number {
  if (!running?.started_at) return 0;
  return Math.max(0, Math.floor((now + ahead - Date.parse(running.started_at)) / 1_000));
}

/** What the timer runs for, in words. */
export function timerName({ running, task, last }: ShownTimer): string {
  return nameOfEntry(running ?? last, task?.title);
}

/** What a time entry is for, in words: its task, or else its note. */
export function nameOfEntry(
  entry: { note: string | null } | null | undefined,
  title: string | undefined,
): string {
  return title ?? entry?.note ?? 'No task';
}
