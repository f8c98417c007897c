import { useState } from 'react';
import { nameOfEntry } from '../../../data/lists/timer';
import { localTime } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { startTimer } from '../../../data/mutations/startTimer';
import { updateTimeEntry } from '../../../data/mutations/updateTimeEntry';
import { useClock, useSettings } from '../../../data/queries/settings';
import { useTimer } from '../../../data/queries/timer';
import { useDayOf } from '../../../data/queries/today';
import { type Clock, clockTime, minutesInWords } from '../../../format/amounts';
import { StartIcon } from '../../../ui/icons';
import { EntryForm } from './EntryForm';
import type { ShownPart } from './parts';
import styles from './TimePage.module.css';
import { useEntryActions } from './useEntryActions';

/** How long ago an entry may have ended so that starting it again means to let it run on. */
const RECENT_MS = 15 * 60_000;

interface Props {
  part: ShownPart;
  /** The day that it is shown on. */
  date: string;
}

/** The time of an entry on a day: when, what for and how long. A press changes it. */
export function EntryRow({ part, date }: Props) {
  const { settings } = useSettings();
  const clock = useClock();
  const timer = useTimer();
  const { mutate } = useMutations();
  const dayOf = useDayOf();
  const [isOpen, setOpen] = useState(false);
  const actions = useEntryActions(() => setOpen(false));
  const { entry, task } = part;
  const name = nameOfEntry(entry, task?.title);
  const isRunning = entry.started_at !== null && entry.ended_at === null;
  const local = (at: string) => localTime(settings, new Date(at));
  const times = entry.started_at && spanOf(entry.started_at, entry.ended_at, local);

  if (isOpen) {
    return (
      <li className={styles.editing}>
        <EntryForm
          draft={{
            purpose: { task: task && { id: task.id, title: task.title } },
            note: entry.note ?? '',
            day: entry.started_at ? dayOf(entry.started_at) : date,
            when: times ?? minutesInWords(Math.round((entry.seconds ?? 0) / 60)),
          }}
          dayStart={settings?.day_start ?? '00:00'}
          isRunning={isRunning}
          problem={actions.problem}
          isInTheWay={actions.isInTheWay}
          onSave={(body, called) => actions.update(entry, body, called)}
          onDelete={() => actions.remove(entry, name)}
          onClose={() => setOpen(false)}
        />
      </li>
    );
  }
  const again = () => {
    const isLast = timer?.last?.id === entry.id && timer.running === null;
    const isRecent = Date.now() - Date.parse(entry.ended_at ?? '') < RECENT_MS;
    if (isLast && isRecent) mutate(updateTimeEntry({ entry, body: { ended_at: null }, name }));
    else
      mutate(
        startTimer({
          task: task && { id: task.id, title: task.title },
          note: entry.note ?? undefined,
        }),
      );
  };
  return (
    <li className={styles.entry}>
      <button type="button" className={styles.open} onClick={() => setOpen(true)}>
        <span className={styles.span}>
          {part.started_at ? (
            partSpan(part, local, clock)
          ) : (
            <span className="visually-hidden">No times</span>
          )}
        </span>
        <span className={styles.what}>
          <span className={task ? styles.name : styles.noTask} dir="auto">
            {name}
          </span>
          {task && entry.note && (
            <span className={styles.note} dir="auto">
              {entry.note}
            </span>
          )}
          {task?.deleted && <span className={styles.note}>in the trash</span>}
        </span>
        <span className={styles.length}>{minutesInWords(Math.round(part.seconds / 60))}</span>
      </button>
      {!isRunning && !task?.deleted && (
        <button
          type="button"
          className={styles.again}
          aria-label={`Continue ${name}`}
          onClick={again}
        >
          <StartIcon />
        </button>
      )}
    </li>
  );
}

/** As it is typed: 14:00–15:30. */
function spanOf(from: string, to: string | null, local: (at: string) => string): string {
  return to === null ? '' : `${local(from).slice(11)}–${local(to).slice(11)}`;
}

function partSpan(part: ShownPart, local: (at: string) => string, clock: Clock): string {
  const time = (at: string) => clockTime(local(at).slice(11), clock);
  const { started_at, ended_at } = part;
  if (started_at === null) return '';
  return `${time(started_at)} – ${ended_at === null ? 'now' : time(ended_at)}`;
}
