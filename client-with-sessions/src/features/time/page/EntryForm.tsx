import { type KeyboardEvent, useId, useState } from 'react';
import type { TimeEntryBody } from '../../../api/types';
import { GoToDay } from '../../../dates/GoToDay';
import { addDays, longDay } from '../../../format/days';
import { readSpan } from '../../../format/spans';
import { Button } from '../../../ui/Button';
import { isComposing } from '../../../ui/isComposing';
import styles from './EntryForm.module.css';
import { type Purpose, TaskOrNote } from './TaskOrNote';

/** What a form for time begins with. */
export interface Draft {
  purpose: Purpose;
  note: string;
  /** The account's day that it is on. */
  day: string;
  /** As in 14:00–15:30 or 45m. */
  when: string;
}

interface Props {
  draft: Draft;
  /** When the account's days begin, such as 04:00. */
  dayStart: string;
  /** It adds time rather than changing some. */
  isNew?: boolean;
  /** An entry that runs has no end yet, so only what it is for can be changed here. */
  isRunning?: boolean;
  problem: string | undefined;
  /** Whether the problem is that other entries are at the same time. */
  isInTheWay: boolean;
  onSave: (body: TimeEntryBody, name: string) => void;
  onDelete?: (() => void) | undefined;
  onClose: () => void;
}

/** Adds or changes time: what for, on which day, and when or for how long. */
export function EntryForm(props: Props) {
  const { draft, dayStart, isNew = false, isRunning = false } = props;
  const { problem, isInTheWay, onSave, onDelete, onClose } = props;
  const id = useId();
  const [purpose, setPurpose] = useState(draft.purpose);
  const [note, setNote] = useState(draft.note);
  const [day, setDay] = useState(draft.day);
  const [when, setWhen] = useState(draft.when);
  const [isAsked, setAsked] = useState(false);
  const span = readSpan(when);
  const hasPurpose = purpose.task !== undefined || note.trim() !== '';
  const wrong = !hasPurpose
    ? 'Say what it was for.'
    : !isRunning && !span
      ? 'Write 14:00–15:30, or 45m.'
      : undefined;

  const save = (adjust: boolean) => {
    setAsked(true);
    if (wrong !== undefined) return;
    const changed = isNew || when !== draft.when || day !== draft.day;
    const body: TimeEntryBody = {
      task_id: purpose.task?.id ?? null,
      note: note.trim() === '' ? null : note.trim(),
      ...(changed && !isRunning && span && timesOf(span, day, dayStart)),
      ...(adjust && { adjust }),
    };
    onSave(body, purpose.task?.title ?? note.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };

  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      <TaskOrNote
        value={{ task: purpose.task, note: note === '' ? undefined : note }}
        onChange={(chosen) => {
          setPurpose({ task: chosen.task });
          if (chosen.note !== undefined) setNote(chosen.note);
        }}
      />
      <label className={styles.label} htmlFor={`${id}-note`}>
        Note
        <input
          id={`${id}-note`}
          className={styles.input}
          value={note}
          maxLength={500}
          dir="auto"
          autoComplete="off"
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      {!isRunning && (
        <div className={styles.times}>
          <label className={styles.label} htmlFor={`${id}-when`}>
            When
            <input
              dir="auto"
              id={`${id}-when`}
              className={styles.input}
              value={when}
              placeholder="14:00–15:30, or 45m"
              autoComplete="off"
              aria-invalid={(isAsked && !span) || undefined}
              aria-describedby={`${id}-problem`}
              onChange={({ target }) => setWhen(target.value)}
            />
          </label>
          <div className={styles.label}>
            <span aria-hidden="true">Day</span>
            <GoToDay shown={longDay(day)} onDay={setDay} />
          </div>
        </div>
      )}
      <div id={`${id}-problem`} role="alert" className={styles.problem}>
        {isAsked && (wrong ?? problem)}
      </div>
      <div className={styles.buttons}>
        {isInTheWay && (
          <Button variant="primary" onClick={() => save(true)}>
            Save, and shorten the others
          </Button>
        )}
        <Button type="submit" variant={isInTheWay ? 'plain' : 'primary'}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {onDelete && (
          <Button variant="quietDanger" className={styles.delete} onClick={onDelete}>
            Delete
          </Button>
        )}
      </div>
    </form>
  );
}

/** The times of a span on a day of the account. What ends before it starts ends on the next day. */
export function timesOf(
  span: { from: string; to: string } | { minutes: number },
  day: string,
  dayStart: string,
): TimeEntryBody {
  if ('minutes' in span) return { day, seconds: span.minutes * 60 };
  const { from, to } = span;
  // The hours before a day starts are those of the night that follows.
  const date = from < dayStart ? addDays(day, 1) : day;
  const end = to <= from ? addDays(date, 1) : date;
  return { started_at: `${date}T${from}`, ended_at: `${end}T${to}` };
}
