import { useRef } from 'react';
import type { HabitDay, ListedHabit, Mark } from '../../api/types';
import { classNames } from '../../ui/classNames';
import { dayInWords, shortDay } from '../../words/habits';
import styles from './Habits.module.css';

/** How long a press is that opens the day. */
const LONG_MS = 500;

const SIGNS: Record<Mark, string> = {
  done: '●',
  partly: '◐',
  missed: '○',
  skipped: '–',
  paused: '–',
  open: '',
  not_due: '·',
  outside: '',
};

interface Props {
  habit: ListedHabit;
  day: HabitDay;
  /** Its row and its column. */
  at: string;
  isToday: boolean;
  /** Whether the Tab key leads to it. */
  isInOrder: boolean;
  onFocus: () => void;
  onPress: () => void;
  onOpen: () => void;
}

/** A day of a habit: a press answers it, and a long one opens it. */
export function DayCell(props: Props) {
  const { habit, day, at, isToday, isInOrder, onFocus, onPress, onOpen } = props;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  const { mark, value } = day;
  const isOutside = mark === 'outside';
  const end = () => clearTimeout(timer.current);

  return (
    // biome-ignore lint/a11y/useSemanticElements: it stands in a grid that is no table.
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus.
    <div role="gridcell" className={classNames(styles.cell, isToday && styles.today)}>
      <button
        type="button"
        data-cell={at}
        data-mark={mark}
        className={styles.day}
        tabIndex={isInOrder ? 0 : -1}
        aria-disabled={isOutside || undefined}
        aria-label={`${habit.name}, ${shortDay(day.day)}: ${dayInWords(habit, day)}`}
        onFocus={onFocus}
        onPointerDown={() => {
          wasLong.current = false;
          if (isOutside) return;
          timer.current = setTimeout(() => {
            wasLong.current = true;
            onOpen();
          }, LONG_MS);
        }}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          end();
          if (!isOutside && !wasLong.current) onPress();
          wasLong.current = false;
        }}
      >
        <span aria-hidden="true" className={value === undefined ? undefined : styles.value}>
          {value ?? SIGNS[mark]}
        </span>
        {day.note !== undefined && <span aria-hidden="true" className={styles.noted} />}
      </button>
    </div>
  );
}
