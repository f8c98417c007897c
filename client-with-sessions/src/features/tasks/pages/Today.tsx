import { type ReactNode, useCallback, useMemo } from 'react';
import type { Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { useLocalOf, useToday } from '../../../data/queries/today';
import { longDay } from '../../../format/days';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import type { TaskView } from '../list/overlay';
import { byAgendaDay, type Section } from '../list/sections';
import { useTaskView } from '../list/useTaskView';
import type { TaskActions } from '../row/useTaskActions';
import { BeginDay } from './BeginDay';
import { DayLoad } from './DayLoad';
import { daySection, leftSection } from './daySections';
import { TaskPage } from './TaskPage';

const SOURCE = { kind: 'agenda', days: 1 } as const;
const NONE = new Map<number, never>();
const KNOWN = ['planned', 'due'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
  /** Links to where more can be planned from: Inbox or Upcoming. */
  planFrom: ReactNode;
}

/** The tasks planned for today or due, against the hours of the day, and what is left from earlier days. */
export function Today({ planFrom, ...props }: Props) {
  const today = useToday();
  const localOf = useLocalOf();
  const { mutate } = useMutations();
  const capture = useMemo(() => ({ planned_if_undated: today }), [today]);
  const sections = useCallback(
    (view: TaskView, actions: TaskActions): Section[] =>
      byAgendaDay(view, localOf).flatMap((day) => {
        const only = { ...daySection(day, today, { view, actions, mutate }), isPlain: true };
        if (day.left.length === 0) return [only];
        return [leftSection(day, today, mutate), { ...only, isPlain: false }];
      }),
    [today, localOf, mutate],
  );
  return (
    <TaskPage
      {...props}
      source={SOURCE}
      label="Today’s tasks"
      known={KNOWN}
      arranging={useArranging('today')}
      head={(view, button) => (
        <TodayHead view={view} today={today} owner={props.owner}>
          {button}
        </TodayHead>
      )}
      capture={capture}
      welcome="Plan your day"
      sections={sections}
      empty={
        <EmptyState
          state="Nothing is left for today."
          advice={
            <>
              Enjoy the rest of it. For more, type a task above, or press <kbd>t</kbd> on one in{' '}
              {planFrom}.
            </>
          }
        />
      }
    />
  );
}

interface HeadProps {
  view: TaskView | undefined;
  today: string;
  owner: number;
  children: ReactNode;
}

function TodayHead({ view, today, owner, children }: HeadProps) {
  return (
    <>
      <PageHead title="Today" count={longDay(today)}>
        {children}
      </PageHead>
      {view && !view.agenda ? (
        <WholeDayLoad today={today} owner={owner} />
      ) : (
        <LoadOf view={view} owner={owner} />
      )}
    </>
  );
}

function LoadOf({ view, owner }: { view: TaskView | undefined; owner: number }) {
  const [day] = view ? byAgendaDay(view) : [];
  return (
    <>
      <DayLoad day={day} />
      {view?.agenda && <BeginDay tasks={view.tasks} day={view.agenda.today} owner={owner} />}
    </>
  );
}

/** However the list is arranged, all tasks of the day count. */
function WholeDayLoad({ today, owner }: { today: string; owner: number }) {
  const { view } = useTaskView(SOURCE, today, NONE, undefined);
  return <LoadOf view={view} owner={owner} />;
}
