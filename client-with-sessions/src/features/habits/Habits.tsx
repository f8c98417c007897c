import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Habit, HabitDay, ListedHabit } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { always } from '../../commands/command';
import { archivedQuery, useHabits } from '../../data/queries/habits';
import { useToday } from '../../data/queries/today';
import { addDays } from '../../format/days';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { NextIcon, PreviousIcon } from '../../ui/icons';
import { ListState } from '../../ui/ListState';
import { PageHead } from '../../ui/PageHead';
import { useMedia } from '../../ui/useMedia';
import { DayDialog } from './DayDialog';
import { HabitDialog } from './HabitDialog';
import { HabitGrid } from './HabitGrid';
import { HabitLine } from './HabitLine';
import styles from './Habits.module.css';
import { PausesDialog } from './PausesDialog';
import { useHabitActions } from './useHabitActions';

/** What a dialog is open about. */
type Open =
  | { what: 'pauses' }
  | { what: 'habit'; habit?: Habit }
  | { what: 'day'; habit: Habit; day: HabitDay };

interface Props {
  /** Renders the name of a habit as a link to its page. */
  link: (habit: Habit) => ReactNode;
}

/** The habits and their last days. */
export function Habits({ link }: Props) {
  const isWide = useMedia('(min-width: 1240px)');
  const isMiddle = useMedia('(min-width: 720px)');
  const count = isWide ? 28 : isMiddle ? 14 : 7;
  const today = useToday();
  const [back, setBack] = useState(0);
  const to = addDays(today, -back);
  const { query, grid } = useHabits(addDays(to, 1 - count), to);
  const actions = useHabitActions();
  const [open, setOpen] = useState<Open>();
  useCommands(
    useMemo(
      () => [
        {
          id: 'habit.add',
          group: 'Make',
          label: 'New habit',
          words: 'add create',
          keys: ['n'],
          run: always(() => setOpen({ what: 'habit' })),
        },
      ],
      [],
    ),
  );

  const habits = grid?.habits;
  const close = () => setOpen(undefined);
  return (
    <div data-wide={isWide || undefined}>
      <PageHead title="Habits">
        <div className={styles.controls}>
          <Button variant="quiet" onClick={() => setOpen({ what: 'pauses' })}>
            Pauses
          </Button>
          <Button variant="quiet" onClick={() => setOpen({ what: 'habit' })}>
            New habit
          </Button>
        </div>
      </PageHead>
      <ListState
        what="The habits"
        rows={5}
        isLoading={query.isPending}
        problem={query.error && !grid ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {habits?.length === 0 && (
        <EmptyState
          state="No habits yet."
          advice="Begin with one that is small enough for a bad day, such as two pages or ten minutes."
        />
      )}
      {grid && habits && habits.length > 0 && (
        <>
          <div className={styles.days}>
            <Button variant="quiet" aria-label="Earlier days" onClick={() => setBack(back + count)}>
              <PreviousIcon />
            </Button>
            <Button
              variant="quiet"
              aria-label="Later days"
              disabled={back === 0}
              onClick={() => setBack(Math.max(0, back - count))}
            >
              <NextIcon />
            </Button>
          </div>
          <HabitGrid
            grid={grid}
            actions={actions}
            link={link}
            onEdit={(habit) => setOpen({ what: 'habit', habit })}
            onOpenDay={(habit, day) => setOpen({ what: 'day', habit, day })}
          />
          <p className={styles.legend} aria-hidden="true">
            ● done, ○ not done, – skipped or paused, · not due
          </p>
        </>
      )}
      <Archived link={link} />
      {open?.what === 'habit' && <HabitDialog habit={open.habit} today={today} onClose={close} />}
      {open?.what === 'pauses' && <PausesDialog today={today} onClose={close} />}
      {open?.what === 'day' && (
        <DayDialog habit={open.habit} day={open.day} actions={actions} onClose={close} />
      )}
    </div>
  );
}

/** The archived habits, behind a button. */
function Archived({ link }: Props) {
  const { data: archived = [] } = useQuery(archivedQuery);
  const [isShown, setShown] = useState(false);
  if (archived.length === 0) return null;
  return (
    <section className={styles.archive} aria-label="Archived habits">
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide' : 'Show'} {archived.length} archived
      </button>
      {isShown && (
        <ul className={styles.list}>
          {archived.map((habit: ListedHabit) => (
            <li key={habit.id}>
              <HabitLine habit={habit} link={link} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
