import { useState } from 'react';
import type { Focus, Task } from '../../../api/types';
import { type FocusPhase, focusPhase } from '../../../data/lists/focus';
import { isClosed } from '../../../data/lists/lists';
import { type ShownTimer, secondsRun, timerName } from '../../../data/lists/timer';
import { useMutations } from '../../../data/MutationsProvider';
import { startTimer } from '../../../data/mutations/startTimer';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSettings } from '../../../data/queries/settings';
import { minutesInWords, readMinutes } from '../../../format/amounts';
import { Button } from '../../../ui/Button';
import { countdown, stopWatch } from '../../../words/time';
import { useSeconds } from '../bar/useSeconds';
import styles from './FocusView.module.css';

interface Props {
  timer: ShownTimer;
  /** The task that is shown, unless what runs is none. */
  task?: Task;
  onLeave: () => void;
}

/** What the account begins with, until its settings are there. */
const USUAL = { minutes: 25, style: 'pomodoro' } satisfies Partial<Focus>;
const LONGEST = 480;

/** The time that is left, large, and what there is to do about it. */
export function FocusClock({ timer, task, onLeave }: Props) {
  const { mutate } = useMutations();
  const { minutes: set, style } = useSettings().settings?.focus ?? USUAL;
  const [typed, setTyped] = useState<string>();
  const now = useSeconds(timer.running !== null || timer.pause !== null);
  const isOther = timer.running !== null && timer.running.task_id !== (task?.id ?? null);
  const phase: FocusPhase = isOther ? { kind: 'idle' } : focusPhase(timer, now);
  const again = phase.kind === 'block' || phase.kind === 'break';
  // The next block is as long as the last one.
  const usual = (again && (timer.running ?? timer.last)?.target) || set;
  const minutes = typed === undefined ? usual : readMinutes(typed);
  const isPossible = minutes !== undefined && minutes >= 1 && minutes <= LONGEST;
  const isDone = task !== undefined && isClosed(task);
  const isOver = 'left' in phase && phase.left <= 0;
  const runs = phase.kind === 'block' || phase.kind === 'open';
  const isBlock = phase.kind === 'block';

  const stop = () => mutate(stopTimer({ name: timerName(timer) }));
  const begin = () => {
    if (!isPossible) return;
    if (runs) stop();
    const note = task ? undefined : (timer.running?.note ?? undefined);
    mutate(startTimer({ task, note, target: minutes }));
  };
  const finish = () => {
    if (!task) return;
    const patch = { status: 'done', completed_at: new Date().toISOString() } as const;
    mutate(updateTasks({ task, patch }));
  };
  // One element whatever it does, so that it keeps the focus of who presses it.
  const first = runs
    ? { act: stop, words: isBlock && isOver && style !== 'countdown' ? 'Start the break' : 'Stop' }
    : isDone
      ? { act: onLeave, words: 'Leave' }
      : { act: begin, words: again ? 'Next block' : `Start ${minutesInWords(minutes ?? usual)}` };

  return (
    <div className={styles.clock}>
      <div role="timer" className={styles.time} data-over={isOver || undefined}>
        {timeOf(phase, timer, now, isPossible ? minutes : usual)}
      </div>
      <p role="status" className={styles.state}>
        {isOther
          ? `“${timerName(timer)}” runs. Starting this stops it.`
          : stateOf(phase, timer, isDone)}
      </p>
      {phase.kind === 'idle' && !isDone && (
        <label className={styles.minutes}>
          Minutes
          <input
            dir="auto"
            inputMode="numeric"
            autoComplete="off"
            value={typed ?? String(usual)}
            aria-invalid={!isPossible || undefined}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
      )}
      <div className={styles.buttons}>
        <Button variant="primary" onClick={first.act}>
          {first.words}
        </Button>
        {runs && isOver && !isDone && <Button onClick={begin}>Next block</Button>}
        {phase.kind === 'open' && <Button onClick={begin}>Start a block</Button>}
        {task && !isDone && <Button onClick={finish}>Done</Button>}
      </div>
    </div>
  );
}

function timeOf(phase: FocusPhase, timer: ShownTimer, now: number, minutes: number): string {
  if (phase.kind === 'open') return stopWatch(secondsRun(timer, now));
  return countdown('left' in phase ? phase.left : minutes * 60);
}

/** It changes with the phase and not with the time, so screen readers say it once. */
function stateOf(phase: FocusPhase, { running, pause }: ShownTimer, isDone: boolean): string {
  if (phase.kind === 'block') {
    const target = minutesInWords(running?.target ?? 0);
    return phase.left > 0 ? `Focus for ${target}` : `The ${target} are over`;
  }
  if (phase.kind === 'open') return 'Without an end in view';
  if (phase.kind === 'idle') return isDone ? 'Done' : '';
  const blocks = pause && pause.cycle > 1 ? `, after ${pause.cycle} blocks` : '';
  return phase.left > 0 ? `Break${blocks}` : `The break is over${blocks}`;
}
