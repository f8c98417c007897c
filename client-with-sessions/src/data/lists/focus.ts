import { type ShownTimer, secondsRun } from './timer';

/** What goes on: a block of focus, its break, work without an end in view, or nothing. */
export type FocusPhase =
  | { kind: 'block' | 'break' /** In seconds; less than 0 once it is over. */; left: number }
  | { kind: 'open'; run: number }
  | { kind: 'idle' };

/** After an hour, nobody is in a break any more, and neither says the server. */
const ROW_ENDS = 3_600;

/** The phase at an instant of this machine's clock. It is worked out from instants, so a tab that slept shows the same. */
export function focusPhase(timer: ShownTimer, now: number): FocusPhase {
  const { running, pause, ahead } = timer;
  if (running) {
    const run = secondsRun(timer, now);
    return running.target === null
      ? { kind: 'open', run }
      : { kind: 'block', left: running.target * 60 - run };
  }
  if (!pause) return { kind: 'idle' };
  const gone = Math.floor((now + ahead - Date.parse(pause.started_at)) / 1_000);
  if (gone >= ROW_ENDS) return { kind: 'idle' };
  return { kind: 'break', left: pause.minutes * 60 - Math.max(0, gone) };
}
