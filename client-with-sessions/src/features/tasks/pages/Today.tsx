import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { useToday } from '../../../data/queries/today';
import { longDay } from '../../../format/days';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import type { TaskView } from '../list/overlay';
import { byAgendaDay } from '../list/sections';
import { DayLoad } from './DayLoad';
import { TaskPage } from './TaskPage';

const SOURCE = { kind: 'agenda', days: 1 } as const;
const KNOWN = ['planned', 'due'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** The tasks planned for today or due, the most urgent first, against the hours of the day. */
export function Today(props: Props) {
  const today = useToday();
  const capture = useMemo(() => ({ planned_if_undated: today }), [today]);
  return (
    <TaskPage
      {...props}
      source={SOURCE}
      label="Today’s tasks"
      known={KNOWN}
      head={(view) => <TodayHead view={view} today={today} />}
      capture={capture}
      welcome="Plan your day"
      empty={
        <EmptyState
          state="Nothing is left for today."
          advice="Type a task above, or press t on a task of another page to plan it for today."
        />
      }
    />
  );
}

function TodayHead({ view, today }: { view: TaskView | undefined; today: string }) {
  const [day] = view ? byAgendaDay(view) : [];
  return (
    <>
      <PageHead title="Today" count={longDay(today)} />
      <DayLoad day={day} />
    </>
  );
}
