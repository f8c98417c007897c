import { useState } from 'react';
import type { FocusPhase } from '../../../data/lists/focus';
import { type ShownTimer, secondsRun, timerName } from '../../../data/lists/timer';
import { localTime } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { updateTimeEntry } from '../../../data/mutations/updateTimeEntry';
import { useClock, useSettings } from '../../../data/queries/settings';
import { clockTime, readTime } from '../../../format/amounts';
import { Button } from '../../../ui/Button';
import { FocusIcon, StopIcon } from '../../../ui/icons';
import { Popover } from '../../../ui/Popover';
import { countdown, stopWatch } from '../../../words/time';
import styles from './TimerBar.module.css';

interface Props {
  timer: ShownTimer;
  phase: FocusPhase;
  now: number;
  onOpen: (task: number) => void;
  onFocus: () => void;
}

/** What runs and since when, with the buttons to change the beginning and to stop. */
export function TimerBar({ timer, phase, now, onOpen, onFocus }: Props) {
  const { mutate } = useMutations();
  const name = timerName(timer);
  const task = timer.running?.task_id;
  return (
    <section data-timer aria-label="Timer" className={styles.bar}>
      <span aria-hidden="true" className={styles.dot} />
      {task == null ? (
        <span className={styles.name} dir="auto">
          {name}
        </span>
      ) : (
        <button type="button" className={styles.name} dir="auto" onClick={() => onOpen(task)}>
          {name}
        </button>
      )}
      <Popover
        label="When it started"
        opener={{
          className: styles.time,
          'aria-label': `Running for ${stopWatch(secondsRun(timer, now))}. Change when it started`,
          children:
            phase.kind === 'block' ? countdown(phase.left) : stopWatch(secondsRun(timer, now)),
        }}
      >
        {(close) => <StartForm timer={timer} onClose={close} />}
      </Popover>
      <FocusButton onFocus={onFocus} />
      <button
        type="button"
        className={styles.stop}
        aria-label={`Stop the timer for ${name}`}
        onClick={() => mutate(stopTimer({ name }))}
      >
        <StopIcon />
      </button>
    </section>
  );
}

/** The break after a block of focus. */
export function BreakBar({ left, onFocus }: { left: number; onFocus: () => void }) {
  return (
    <section data-timer aria-label="Break" className={styles.bar}>
      <span className={styles.name}>Break</span>
      <span className={styles.time}>{countdown(left)}</span>
      <FocusButton onFocus={onFocus} />
    </section>
  );
}

function FocusButton({ onFocus }: { onFocus: () => void }) {
  return (
    <button
      type="button"
      className={styles.stop}
      aria-label="Focus"
      title="Focus"
      onClick={onFocus}
    >
      <FocusIcon />
    </button>
  );
}

/** Changes when what runs has started. */
function StartForm({ timer, onClose }: { timer: ShownTimer; onClose: () => void }) {
  const { settings } = useSettings();
  const clock = useClock();
  const { mutate } = useMutations();
  const { running, last } = timer;
  const started = localTime(settings, new Date(running?.started_at ?? timer.now));
  const shown = clockTime(started.slice(11), clock);
  const [text, setText] = useState(shown);
  const time = readTime(text);
  const begin = (at: string) => {
    if (running)
      mutate(updateTimeEntry({ entry: running, body: { started_at: at }, name: timerName(timer) }));
    onClose();
  };
  const lastEnd = last?.ended_at;
  return (
    <form
      data-typed
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text === shown) onClose();
        else if (time) begin(`${started.slice(0, 10)}T${time}`);
      }}
    >
      <label className={styles.field}>
        Started at
        <input
          dir="auto"
          value={text}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={time === undefined || undefined}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className={styles.choices}>
        <Button type="submit" variant="primary" disabled={time === undefined}>
          Save
        </Button>
        {lastEnd && running && lastEnd < (running.started_at ?? '') && (
          <Button onClick={() => begin(lastEnd)}>
            Since the last stop,{' '}
            {clockTime(localTime(settings, new Date(lastEnd)).slice(11), clock)}
          </Button>
        )}
      </div>
    </form>
  );
}
