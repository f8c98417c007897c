import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { HabitGrid as Grid, Habit, HabitDay, ListedHabit } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { longDay, weekdayLabel } from '../../format/days';
import { classNames } from '../../ui/classNames';
import { isComposing } from '../../ui/isComposing';
import { Menu } from '../../ui/Menu';
import { useLatest } from '../../ui/useLatest';
import { DayCell } from './DayCell';
import { HabitLine } from './HabitLine';
import styles from './Habits.module.css';
import { type DayAct, habitCommands } from './habitCommands';
import { habitMenu } from './habitMenu';
import type { HabitActions } from './useHabitActions';

interface Props {
  grid: Grid;
  actions: HabitActions;
  link: (habit: Habit) => ReactNode;
  onEdit: (habit: Habit) => void;
  onOpenDay: (habit: Habit, day: HabitDay) => void;
}

/** Where the focus is: the row and the column. */
interface Place {
  row: number;
  column: number;
}

/** The days of all habits. The arrows move in it, and one day is in the order of the Tab key. */
export function HabitGrid({ grid, actions, link, onEdit, onOpenDay }: Props) {
  const { habits, today } = grid;
  const days = habits[0]?.days.map(({ day }) => day) ?? [];
  const [at, setAt] = useState<Place>();
  const table = useRef<HTMLDivElement>(null);
  // Until a day had the focus, it begins at today.
  const place = {
    row: Math.min(at?.row ?? 0, habits.length - 1),
    column: Math.min(at?.column ?? days.length - 1, days.length - 1),
  };

  const focus = (row: number, column: number) => {
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
    cell?.focus();
    return cell !== null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || !event.target.dataset.cell) return;
    const target = stepOf(event.key, place, habits.length, days.length);
    if (!target) return;
    event.preventDefault();
    focus(target.row, target.column);
  };

  const focused = (): [ListedHabit, HabitDay] | undefined => {
    const { cell } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
    const [row = -1, column = -1] = cell?.split(' ').map(Number) ?? [];
    const habit = habits[row];
    const day = habit?.days[column];
    return habit && day && day.mark !== 'outside' ? [habit, day] : undefined;
  };
  const act = useLatest((what: DayAct) => {
    const [habit, day] = focused() ?? [];
    if (!habit || !day) return false;
    if (what === 'open') onOpenDay(habit, day);
    else if (what === 'skip') actions.answer(habit, day, { state: 'skipped' });
    else if (day.state !== undefined) actions.clear(habit, day);
    return true;
  });
  useCommands(useMemo(() => habitCommands(act), [act]));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would lose its roles to the layout of a phone.
    <div
      ref={table}
      role="grid"
      aria-label="Habits and their days"
      className={styles.grid}
      style={{ '--days': days.length } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="row" className={classNames(styles.row, styles.heads)}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
        <span role="columnheader" className={styles.corner}>
          <span className="visually-hidden">Habit</span>
        </span>
        {days.map((day) => (
          // biome-ignore lint/a11y/useSemanticElements: as above.
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          <span
            key={day}
            role="columnheader"
            aria-label={longDay(day)}
            className={classNames(styles.head, day === today && styles.today)}
          >
            <span>{weekdayLabel(day).slice(0, 2)}</span>
            <span>{Number(day.slice(8))}</span>
          </span>
        ))}
      </div>
      {habits.map((habit, row) => (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div key={habit.id} role="row" className={styles.row}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
          <div role="rowheader" className={styles.habit}>
            <HabitLine habit={habit} link={link} />
            <Menu
              label={`More for “${habit.name}”`}
              items={habitMenu({ habit, listed: habits, actions, onEdit: () => onEdit(habit) })}
            />
          </div>
          {habit.days.map((day, column) => (
            <DayCell
              key={day.day}
              habit={habit}
              day={day}
              at={`${row} ${column}`}
              isToday={day.day === today}
              isInOrder={row === place.row && column === place.column}
              onFocus={() => setAt({ row, column })}
              onPress={() => actions.press(habit, day) || onOpenDay(habit, day)}
              onOpen={() => onOpenDay(habit, day)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Where a key leads. */
export function stepOf(key: string, at: Place, rows: number, columns: number): Place | undefined {
  const { row, column } = at;
  const to = {
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  }[key];
  const isThere = to && to.row >= 0 && to.row < rows && to.column >= 0 && to.column < columns;
  return isThere ? to : undefined;
}
