import { useCallback } from 'react';
import type { Task } from '../../../api/types';
import { useDayOf, useToday } from '../../../data/queries/today';
import { dayHeadings } from '../../../format/days';
import { EmptyState } from '../../../ui/EmptyState';
import { groupBy } from '../../../ui/groupBy';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import type { TaskView } from '../list/overlay';
import type { Section } from '../list/sections';
import { countInWords } from './countInWords';
import { TaskPage } from './TaskPage';

const SOURCE = { kind: 'done' } as const;
const KNOWN = ['completed'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** The completed tasks by day, newest first. */
export function Logbook(props: Props) {
  const today = useToday();
  const dayOf = useDayOf();

  const sections = useCallback(
    ({ tasks }: TaskView): Section[] => {
      const dayDone = ({ completed_at }: Task) =>
        completed_at === null ? today : dayOf(completed_at);
      return [...groupBy(tasks, dayDone)].map(([day, done]) => {
        const { name, date } = dayHeadings(day, today);
        return { id: day, name, date, tasks: done, drafts: [] };
      });
    },
    [dayOf, today],
  );

  return (
    <TaskPage
      {...props}
      source={SOURCE}
      label="Done tasks"
      known={KNOWN}
      arranging={useArranging('done')}
      head={(view, button) => (
        <PageHead title="Done" count={view && countInWords(view.total)}>
          {button}
        </PageHead>
      )}
      capture={undefined}
      sections={sections}
      empty={<EmptyState state="Nothing done yet." advice="Tasks that you complete appear here." />}
    />
  );
}
