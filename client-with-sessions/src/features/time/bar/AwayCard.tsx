import { useState } from 'react';
import { type ShownTimer, timerName } from '../../../data/lists/timer';
import { localTime } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { deleteTimeEntry } from '../../../data/mutations/deleteTimeEntry';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { updateTimeEntry } from '../../../data/mutations/updateTimeEntry';
import { useClock, useSettings } from '../../../data/queries/settings';
import { clockTime, readTime } from '../../../format/amounts';
import { dateAndTime } from '../../../format/dates';
import { Button } from '../../../ui/Button';
import styles from './AwayCard.module.css';

interface Props {
  timer: ShownTimer;
  /** Until when somebody was there. */
  since: string;
}

/** Asks once what to do about a timer that was forgotten. Nothing happens without an answer. */
export function AwayCard({ timer, since }: Props) {
  const { mutate } = useMutations();
  const { settings } = useSettings();
  const clock = useClock();
  const [isTyping, setTyping] = useState(false);
  const name = timerName(timer);
  const { running } = timer;
  if (!running?.started_at) return null;
  const today = localTime(settings, new Date()).slice(0, 10);
  const shown = (at: string) => {
    const local = localTime(settings, new Date(at));
    const time = clockTime(local.slice(11), clock);
    return local.slice(0, 10) === today ? time : dateAndTime(local, today, clock);
  };
  return (
    <section aria-label="Forgotten timer" className={styles.card}>
      <p role="status">
        <strong dir="auto">“{name}”</strong> has run since {shown(running.started_at)}. You were
        last here at {shown(since)}.
      </p>
      <div className={styles.choices}>
        <Button variant="primary" onClick={() => mutate(stopTimer({ name, at: since }))}>
          Stop at {shown(since)}
        </Button>
        <Button
          onClick={() =>
            mutate(updateTimeEntry({ entry: running, body: { confirmed: true }, name }))
          }
        >
          Keep all
        </Button>
        <Button aria-expanded={isTyping} onClick={() => setTyping(!isTyping)}>
          Stop at …
        </Button>
        <Button
          variant="quietDanger"
          onClick={() => mutate(deleteTimeEntry({ entry: running, name }))}
        >
          Discard
        </Button>
      </div>
      {isTyping && (
        <StopAt
          day={localTime(settings, new Date(since)).slice(0, 10)}
          onStop={(at) => mutate(stopTimer({ name, at }))}
        />
      )}
    </section>
  );
}

function StopAt({ day, onStop }: { day: string; onStop: (at: string) => void }) {
  const [text, setText] = useState('');
  const time = readTime(text);
  return (
    <form
      className={styles.typed}
      onSubmit={(event) => {
        event.preventDefault();
        if (time) onStop(`${day}T${time}`);
      }}
    >
      <input
        dir="auto"
        aria-label="Time to stop at"
        placeholder="17:30"
        value={text}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" disabled={time === undefined}>
        Stop
      </Button>
    </form>
  );
}
