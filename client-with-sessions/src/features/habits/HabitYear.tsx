import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { hasStatus, toProblem } from '../../api/errors';
import type { HabitYear as Year } from '../../api/types';
import { yearQuery } from '../../data/queries/habits';
import { useToday } from '../../data/queries/today';
import { EmptyState } from '../../ui/EmptyState';
import { ListState } from '../../ui/ListState';
import { Menu } from '../../ui/Menu';
import { PageHead } from '../../ui/PageHead';
import {
  dayInWords,
  goalInWords,
  progressInWords,
  scheduleInWords,
  shortDay,
  streakInWords,
} from '../../words/habits';
import { HabitDialog } from './HabitDialog';
import styles from './HabitYear.module.css';
import { habitMenu } from './habitMenu';
import { StrengthLine } from './StrengthLine';
import { useHabitActions } from './useHabitActions';
import { WeekdayBars } from './WeekdayBars';
import { YearStrip } from './YearStrip';
import { YearTable } from './YearTable';

/** How many notes are shown. */
const MOST_NOTES = 50;

interface Props {
  id: number;
  /** Leads back to all habits. */
  back: ReactNode;
}

/** One habit: a year of it, how strong it is, and what was noted. */
export function HabitYear({ id, back }: Props) {
  const query = useQuery(yearQuery(id));
  const year = query.data;
  if (query.error && hasStatus(query.error, 404)) {
    return (
      <>
        <PageHead title="Habit" />
        <EmptyState state="There is no such habit." advice={back} />
      </>
    );
  }
  return (
    <>
      <p className={styles.back}>{back}</p>
      {!year && <PageHead title="Habit" />}
      <ListState
        what="The habit"
        rows={4}
        isLoading={query.isPending}
        problem={query.error && !year ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {year && <Shown year={year} />}
    </>
  );
}

function Shown({ year }: { year: Year }) {
  const { habit, strength, streak, best_streak } = year;
  const actions = useHabitActions();
  const today = useToday();
  const [isEdited, setEdited] = useState(false);
  const notes = year.days.filter(({ note }) => note !== undefined).toReversed();
  const goal = goalInWords(habit);
  const facts = [
    ['Strength', `${strength} %`],
    ['Streak', streakInWords(streak) ?? 'none yet'],
    ['Longest', streakInWords(best_streak) ?? 'none yet'],
    ['Now', progressInWords({ ...habit, progress: year.progress })],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);

  return (
    <>
      <PageHead title={habit.name} count={habit.archived_at === null ? undefined : 'archived'}>
        <Menu
          label={`More for “${habit.name}”`}
          items={habitMenu({ habit, actions, onEdit: () => setEdited(true) })}
        />
      </PageHead>
      <p className={styles.what}>
        {[scheduleInWords(habit.schedule), goal].filter(Boolean).join(', ')}
      </p>
      {habit.note !== null && (
        <p className={styles.note} dir="auto">
          {habit.note}
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Part title="The last year">
        <YearStrip year={year} />
        <YearTable year={year} />
      </Part>
      <Part title="Strength">
        <StrengthLine year={year} />
      </Part>
      <Part title="Days of the week">
        <WeekdayBars year={year} />
      </Part>
      {notes.length > 0 && (
        <Part title="Notes">
          <ul className={styles.notes}>
            {notes.slice(0, MOST_NOTES).map((day) => (
              <li key={day.day}>
                <span className={styles.when}>{shortDay(day.day)}</span>
                <span dir="auto">{dayInWords(habit, day)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {isEdited && <HabitDialog habit={habit} today={today} onClose={() => setEdited(false)} />}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
