import { useState } from 'react';
import { useSettings } from '../data/queries/settings';
import { useToday } from '../data/queries/today';
import { Finder } from '../ui/Finder';
import { FinderDialog } from '../ui/FinderDialog';
import { narrow } from '../ui/narrow';
import styles from './DayFinder.module.css';
import { dateChoices, typedChoice, weekStartOf } from './dateChoices';
import { MonthGrid } from './MonthGrid';
import { useTypedDate } from './useTypedDate';

interface Props {
  title: string;
  /** The name of the choice of no day, if there is one. */
  none?: string;
  /** Takes a day or a local time, or null for none. */
  onPick: (value: string | null) => void;
  onClose: () => void;
}

/** Asks for a day: one of those often chosen, one in words, or one of a month. */
export function DayFinder({ title, none, onPick, onClose }: Props) {
  const { settings } = useSettings();
  const [query, setQuery] = useState('');
  const { typed, isAsking } = useTypedDate(query);
  const understood = typed?.due;
  const [isMonth, setIsMonth] = useState(false);
  const today = useToday();

  const listed = settings ? dateChoices(settings, new Date(), none) : [];
  const found = narrow(listed, query);
  const isKnown = found.some(({ value }) => value === understood);
  const shown = understood && !isKnown ? [typedChoice(understood), ...found] : found;

  return (
    <FinderDialog title={title} onClose={onClose}>
      {isMonth ? (
        <MonthGrid
          chosen={undefined}
          today={today}
          weekStart={weekStartOf(settings)}
          onChoose={onPick}
        />
      ) : (
        <Finder
          label={title}
          placeholder="fri, 12 dec, in 3 days…"
          options={shown}
          query={query}
          onQuery={setQuery}
          onChoose={({ id }) => {
            const choice = shown.find((one) => one.id === id);
            if (choice) onPick(choice.value);
          }}
          isAsking={isAsking}
          nothing="That is not a date yet. Try fri, 12 dec or 2026-12-24."
        />
      )}
      <button
        type="button"
        className={styles.calendar}
        aria-pressed={isMonth}
        onClick={() => setIsMonth(!isMonth)}
      >
        Another day
      </button>
    </FinderDialog>
  );
}
