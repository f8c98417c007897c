import { useCallback } from 'react';
import type { Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { useTotal } from '../../../data/queries/reviews';
import { useLocalOf, useToday } from '../../../data/queries/today';
import { EmptyState } from '../../../ui/EmptyState';
import type { TaskView } from '../list/overlay';
import { byAgendaDay, type Section } from '../list/sections';
import { DayLoad } from '../pages/DayLoad';
import { daySection, leftSection } from '../pages/daySections';
import { TaskPage } from '../pages/TaskPage';
import type { TaskActions } from '../row/useTaskActions';
import styles from './Reviews.module.css';
import { UNCLEAR } from './steps';
import { TriageKeys } from './TriageKeys';

const SOURCE = { kind: 'agenda', days: 14 } as const;
const KNOWN = ['planned', 'due'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** The next two weeks, against their hours. */
export function AheadStep(props: Props) {
  const today = useToday();
  const localOf = useLocalOf();
  const { mutate } = useMutations();
  const unclear = useTotal(UNCLEAR);
  const sections = useCallback(
    (view: TaskView, actions: TaskActions): Section[] =>
      byAgendaDay(view, localOf).flatMap((day) => {
        const page = { view, actions, mutate };
        const section = daySection(day, today, page, <DayLoad day={day} brief />);
        const isEmpty = day.tasks.length === 0 && day.coming.length === 0;
        return [
          ...(day.left.length > 0 ? [leftSection(day, today, mutate)] : []),
          ...(isEmpty ? [] : [section]),
        ];
      }),
    [today, localOf, mutate],
  );
  return (
    <TaskPage
      {...props}
      source={SOURCE}
      label="The next two weeks"
      known={KNOWN}
      head={() => (
        <>
          {unclear !== undefined && unclear > 0 && (
            <p className={styles.said}>
              {unclear === 1 ? '1 of what is due has' : `${unclear} of what is due have`} no
              estimate.
            </p>
          )}
          <TriageKeys />
        </>
      )}
      capture={undefined}
      sections={sections}
      empty={<EmptyState state="Nothing is planned." advice="Two free weeks." />}
    />
  );
}
