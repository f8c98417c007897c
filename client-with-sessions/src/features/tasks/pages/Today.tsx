import { type ReactNode, useMemo } from 'react';
import type { Task } from '../../../api/types';
import { useToday } from '../../../data/queries/today';
import { longDay } from '../../../format/days';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import type { TaskView } from '../list/overlay';
import { byAgendaDay } from '../list/sections';
import { useTaskView } from '../list/useTaskView';
import { DayLoad } from './DayLoad';
import { TaskPage } from './TaskPage';

const SOURCE = { kind: 'agenda', days: 1 } as const;
const NONE = new Map<number, never>();
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
      arranging={useArranging('today')}
      head={(view, button) => (
        <TodayHead view={view} today={today}>
          {button}
        </TodayHead>
      )}
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

interface HeadProps {
  view: TaskView | undefined;
  today: string;
  children: ReactNode;
}

function TodayHead({ view, today, children }: HeadProps) {
  return (
    <>
      <PageHead title="Today" count={longDay(today)}>
        {children}
      </PageHead>
      {view && !view.agenda ? <WholeDayLoad today={today} /> : <LoadOf view={view} />}
    </>
  );
}

function LoadOf({ view }: { view: TaskView | undefined }) {
  const [day] = view ? byAgendaDay(view) : [];
  return <DayLoad day={day} />;
}

/** However the list is arranged, all tasks of the day count. */
function WholeDayLoad({ today }: { today: string }) {
  const { view } = useTaskView(SOURCE, today, NONE, undefined);
  return <LoadOf view={view} />;
}
