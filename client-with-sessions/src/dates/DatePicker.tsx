import { type FormEvent, useEffect, useState } from 'react';
import type { Recurrence } from '../api/types';
import { localTime } from '../data/lists/today';
import { useSettings } from '../data/queries/settings';
import { useToday } from '../data/queries/today';
import { clockTime, readTime } from '../format/amounts';
import { dateAndTime } from '../format/dates';
import { addDays, dateLabel, daysBetween, nextWeekday, weekdayLabel } from '../format/days';
import { focusWhenOpened } from '../ui/focusWhenOpened';
import styles from './DateField.module.css';
import { weekStartOf } from './dateChoices';
import { MonthGrid } from './MonthGrid';
import { useTypedDate } from './useTypedDate';

/** What was picked. */
export interface Picked {
  /** A day, or a local time, of which the zone may be said: 2026-12-04T09:00[Europe/Berlin]. */
  date: string | null;
  /** How it repeats, if that was typed. */
  recurrence?: Recurrence | null;
}

interface Props {
  label: string;
  value: string | null;
  hasTime?: boolean;
  isRequired?: boolean;
  isPast?: boolean;
  onPick: (picked: Picked) => void;
}

/** Chooses a date: in words, among frequent ones, in a month, with a time of day. */
export function DatePicker({ label, value, hasTime, isRequired, isPast, onPick }: Props) {
  const { settings } = useSettings();
  const today = useToday();
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { typed, isAsking } = useTypedDate(text);
  const time = value?.slice(11, 16) || undefined;
  const clock = settings?.clock ?? '24h';
  const weekStart = weekStartOf(settings);

  const pick = (date: string | null, recurrence?: Recurrence | null) => {
    const isAhead = date !== null && date > localTime(settings, new Date());
    setProblem(isPast && isAhead ? 'That is not over yet.' : undefined);
    if (isPast && isAhead) return;
    onPick({ date, ...(recurrence && { recurrence }) });
  };
  /** A day with the time that was chosen before. */
  const pickDay = (day: string) => pick(hasTime && time ? `${day}T${time}` : day);

  const understood = typed && (hasTime ? typed.due : typed.due.slice(0, 10));
  const take = (date: string) => pick(date, hasTime ? typed?.recurrence : undefined);
  useEffect(() => {
    if (!isAsked || isAsking) return;
    setIsAsked(false);
    if (understood === undefined) setProblem('That is not a date yet. Try fri, 12 dec or +3d.');
    else take(understood);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    // At once if it can be: whoever clicks elsewhere may be on the way to another task.
    if (understood !== undefined && !isAsking) take(understood);
    else setIsAsked(true);
  };

  const choices = isPast
    ? [
        ['Today', today],
        ['Yesterday', addDays(today, -1)],
      ]
    : [
        ['Today', today],
        ['Tomorrow', addDays(today, 1)],
        ['Next week', nextWeekday(today, weekStart)],
        ['In two weeks', addDays(today, 14)],
      ];

  return (
    <>
      <form onSubmit={submit} data-typed={text.trim() !== '' || undefined} className={styles.words}>
        <input
          ref={focusWhenOpened}
          aria-label={`${label}, in words`}
          aria-describedby={`${label}-understood`}
          aria-invalid={problem !== undefined || undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="done"
          dir="auto"
          placeholder={
            isPast
              ? 'yesterday 6pm, 24 nov 9:30'
              : hasTime
                ? 'fri 3pm, every monday, +3d'
                : 'fri, 24 dec, +3d'
          }
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setIsAsked(false);
            setProblem(undefined);
          }}
        />
        <p id={`${label}-understood`} role="status" className={styles.understood}>
          {problem ?? (understood && said(understood))}
        </p>
      </form>
      <div className={styles.quick}>
        {choices.map(([name = '', day = '']) => (
          <button
            key={name}
            type="button"
            aria-pressed={value?.slice(0, 10) === day}
            className={styles.choice}
            onClick={() => pickDay(day)}
          >
            {name}
            <span className={styles.hint}>{shortHint(day, today)}</span>
          </button>
        ))}
      </div>
      <MonthGrid
        chosen={value?.slice(0, 10)}
        today={today}
        weekStart={weekStart}
        onChoose={pickDay}
      />
      <div className={styles.foot}>
        {hasTime && (
          <TimeLine
            time={time}
            clock={clock}
            isRequired={isRequired}
            onPick={(next) => {
              const day = value?.slice(0, 10) ?? today;
              pick(next === undefined ? day : `${day}T${next}`);
            }}
          />
        )}
        {!isRequired && (
          <button
            type="button"
            className={styles.clear}
            disabled={value === null}
            onClick={() => pick(null)}
          >
            Clear
          </button>
        )}
      </div>
    </>
  );

  function said(date: string): string {
    const again = hasTime && typed?.recurrence ? ', and again' : '';
    return `${dateAndTime(date, today, clock)}${again}`;
  }
}

/** Two of these stand on a line, so they say the weekday or the date. */
function shortHint(day: string, today: string): string {
  return daysBetween(today, day) < 7 ? weekdayLabel(day) : dateLabel(day, today);
}

interface TimeProps {
  time: string | undefined;
  clock: '12h' | '24h';
  isRequired?: boolean | undefined;
  onPick: (time: string | undefined) => void;
}

/** The time of day, typed as people write it. */
function TimeLine({ time, clock, isRequired, onPick }: TimeProps) {
  const shown = time === undefined ? '' : clockTime(time, clock);
  const [text, setText] = useState(shown);
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isNone = text.trim() === '';
    const read = isNone ? undefined : readTime(text);
    const isRefused = isNone ? isRequired === true : read === undefined;
    setIsWrong(isRefused);
    if (!isRefused) onPick(read);
  };
  return (
    <form onSubmit={submit} data-typed={text.trim() !== shown || undefined} className={styles.time}>
      <label>
        Time
        <input
          dir="auto"
          value={text}
          placeholder={clock === '12h' ? '3 pm' : '15:00'}
          autoComplete="off"
          enterKeyHint="done"
          aria-invalid={isWrong || undefined}
          onChange={({ target }) => {
            setText(target.value);
            setIsWrong(false);
          }}
        />
      </label>
      {text.trim() !== shown && (
        <button type="submit" className={styles.set}>
          Set
        </button>
      )}
      {isWrong && (
        <p role="alert" className={styles.wrong}>
          Type a time such as 9, 9:30 or 3pm.
        </p>
      )}
    </form>
  );
}
