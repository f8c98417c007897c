import { useId, useState } from 'react';
import type { Task, TimeEntry } from '../../../api/types';
import { secondsRun } from '../../../data/lists/timer';
import { localTime, todayIn } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { startTimer } from '../../../data/mutations/startTimer';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { useClock, useSettings } from '../../../data/queries/settings';
import { useTimeOfTask } from '../../../data/queries/timeEntries';
import { useTimer } from '../../../data/queries/timer';
import { useDayOf } from '../../../data/queries/today';
import { clockTime, minutesInWords } from '../../../format/amounts';
import { addDays, weekdayAndDate } from '../../../format/days';
import { readSpan } from '../../../format/spans';
import { Button } from '../../../ui/Button';
import { FocusIcon, StartIcon, StopIcon } from '../../../ui/icons';
import { stopWatch } from '../../../words/time';
import { useSeconds } from '../bar/useSeconds';
import { EntryForm, timesOf } from '../page/EntryForm';
import { useEntryActions } from '../page/useEntryActions';
import styles from './TaskTime.module.css';

/** How many entries are listed before one asks for the rest. */
const AT_FIRST = 5;

/** The time of a task: the timer, what was spent against the estimate, and the entries. */
export function TaskTime({ task, onFocus }: { task: Task; onFocus: () => void }) {
  const id = useId();
  const { data } = useTimeOfTask(task.id);
  const timer = useTimer();
  const { mutate } = useMutations();
  const [isWhole, setWhole] = useState(false);
  const isRunning = timer?.running?.task_id === task.id;
  const now = useSeconds(isRunning);
  const entries = data?.entries ?? [];
  const shown = isWhole ? entries : entries.slice(0, AT_FIRST);
  const more = entries.length - shown.length;

  return (
    <section aria-labelledby={id} className={styles.part}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          Time
        </h3>
        <p className={styles.spent}>{data && spentInWords(data, task.estimate)}</p>
        <Button onClick={onFocus}>
          <FocusIcon />
          Focus
        </Button>
        <Button
          disabled={!timer}
          onClick={() => mutate(isRunning ? stopTimer({ name: task.title }) : startTimer({ task }))}
        >
          {isRunning ? <StopIcon /> : <StartIcon />}
          {isRunning && timer ? `Stop, ${stopWatch(secondsRun(timer, now))}` : 'Start'}
        </Button>
      </div>
      <AddLine task={task} />
      {shown.length > 0 && (
        <ul className={styles.entries} aria-label="Time entries">
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} task={task} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="quiet" onClick={() => setWhole(true)}>
          Show {more} more
        </Button>
      )}
    </section>
  );
}

/** 1 h 20 of 1 h, 30 min of it here. */
function spentInWords(
  { seconds, own_seconds }: { seconds: number; own_seconds: number },
  estimate: number | null,
): string {
  const words = (some: number) => minutesInWords(Math.round(some / 60));
  if (seconds === 0) return estimate === null ? '' : `nothing yet of ${minutesInWords(estimate)}`;
  const of = estimate === null ? '' : ` of ${minutesInWords(estimate)}`;
  const own = own_seconds === seconds ? '' : `, ${words(own_seconds)} of it here`;
  return `${words(seconds)}${of}${own}`;
}

/** Adds time that was not measured: 45m for today, or 14:00–15:30. */
function AddLine({ task }: { task: Task }) {
  const { settings } = useSettings();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const actions = useEntryActions(() => setText(''));
  const id = useId();
  const submit = (adjust: boolean) => {
    const { day, words } = readDay(text, todayIn(settings, new Date()));
    const span = readSpan(words);
    setWrong(!span);
    if (!span) return;
    const body = timesOf(span, day, settings?.day_start ?? '00:00');
    actions.create({ task_id: task.id, ...body, ...(adjust && { adjust }) }, task.title);
  };
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <input
        dir="auto"
        className={styles.input}
        aria-label="Add time"
        aria-describedby={id}
        aria-invalid={isWrong || undefined}
        placeholder="Add time: 45m, 14:00–15:30, yesterday 30m"
        value={text}
        autoComplete="off"
        onChange={({ target }) => {
          setText(target.value);
          setWrong(false);
        }}
      />
      <div id={id} role="alert" className={styles.problem}>
        {isWrong ? 'Write 45m or 14:00–15:30, for another day after “yesterday”.' : actions.problem}
        {!isWrong && actions.isInTheWay && (
          <Button onClick={() => submit(true)}>Save, and shorten the others</Button>
        )}
      </div>
    </form>
  );
}

/** The day that a line is about, and the rest of it. */
function readDay(text: string, today: string): { day: string; words: string } {
  const words = text.replace(/^\s*yesterday\b\s*/i, '');
  if (words === text) return { day: today, words };
  return { day: addDays(today, -1), words };
}

function Entry({ entry, task }: { entry: TimeEntry; task: Task }) {
  const { settings } = useSettings();
  const clock = useClock();
  const [isOpen, setOpen] = useState(false);
  const actions = useEntryActions(() => setOpen(false));
  const dayOf = useDayOf();
  const today = todayIn(settings, new Date());
  const local = (at: string) => localTime(settings, new Date(at));
  const day = entry.day ?? dayOf(entry.started_at ?? entry.created_at);
  const time = (at: string) => clockTime(local(at).slice(11), clock);
  const isRunning = entry.started_at !== null && entry.ended_at === null;

  if (isOpen) {
    const typed =
      entry.started_at && entry.ended_at
        ? `${local(entry.started_at).slice(11)}–${local(entry.ended_at).slice(11)}`
        : minutesInWords(Math.round((entry.seconds ?? 0) / 60));
    return (
      <li>
        <EntryForm
          draft={{ purpose: { task }, note: entry.note ?? '', day, when: typed }}
          dayStart={settings?.day_start ?? '00:00'}
          isRunning={isRunning}
          problem={actions.problem}
          isInTheWay={actions.isInTheWay}
          onSave={(body, name) => actions.update(entry, body, name)}
          onDelete={() => actions.remove(entry, task.title)}
          onClose={() => setOpen(false)}
        />
      </li>
    );
  }
  return (
    <li>
      <button type="button" className={styles.entry} onClick={() => setOpen(true)}>
        <span>
          {weekdayAndDate(day, today)}
          {entry.started_at &&
            `, ${time(entry.started_at)} – ${entry.ended_at ? time(entry.ended_at) : 'now'}`}
        </span>
        <span className={styles.length}>
          {isRunning ? 'running' : minutesInWords(Math.round(secondsOf(entry) / 60))}
        </span>
        {entry.note && (
          <span className={styles.note} dir="auto">
            {entry.note}
          </span>
        )}
      </button>
    </li>
  );
}

function secondsOf({ started_at, ended_at, seconds }: TimeEntry): number {
  if (started_at === null || ended_at === null) return seconds ?? 0;
  return (Date.parse(ended_at) - Date.parse(started_at)) / 1_000;
}
