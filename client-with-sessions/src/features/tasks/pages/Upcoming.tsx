import { useCallback, useMemo, useState } from 'react';
import type { Task } from '../../../api/types';
import { plannedOn } from '../../../data/lists/planned';
import { localDue } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSettings } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { addDays, dayHeadings } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import type { TaskView } from '../list/overlay';
import { byAgendaDay, type Section } from '../list/sections';
import styles from '../list/TaskList.module.css';
import type { TaskActions } from '../row/useTaskActions';
import { countInWords } from './countInWords';
import { DayLoad } from './DayLoad';
import { TaskPage } from './TaskPage';

const TWO_WEEKS = 14;
/** The most days in one answer. */
const SIX_WEEKS = 42;
const KNOWN = ['planned', 'due'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** The coming days and their tasks, which can be dragged or moved by key to another day. */
export function Upcoming(props: Props) {
  const today = useToday();
  const { mutate } = useMutations();
  const { settings } = useSettings();
  const [days, setDays] = useState(TWO_WEEKS);
  const source = useMemo(() => ({ kind: 'agenda', days }) as const, [days]);
  const capture = useMemo(() => ({ planned_if_undated: addDays(today, 1) }), [today]);

  const sections = useCallback(
    (view: TaskView, actions: TaskActions): Section[] =>
      byAgendaDay(view, (due) => localDue(settings, due).local).map((day) => {
        const { name, date } = dayHeadings(day.date, today);
        const move = (ids: readonly number[]) => {
          const moved = view.tasks.filter(({ id }) => ids.includes(id));
          const [only, ...others] = moved;
          const dues = moved.flatMap(({ due }) => due ?? []);
          if (only && others.length === 0) actions.plan(only, plannedOn(only, day.date));
          else mutate(updateTasks({ ids, patch: { planned: day.date }, dues }));
        };
        return {
          id: day.date,
          name,
          date,
          aside: <DayLoad day={day} brief />,
          tasks: day.tasks,
          drafts: day.drafts,
          onDrop: move,
        };
      }),
    [today, mutate, settings],
  );

  const more = days === TWO_WEEKS && (
    <div className={styles.more}>
      <Button variant="quiet" onClick={() => setDays(SIX_WEEKS)}>
        Show six weeks
      </Button>
    </div>
  );

  return (
    <TaskPage
      {...props}
      source={source}
      label="Upcoming tasks"
      known={KNOWN}
      arranging={useArranging('upcoming')}
      head={(view, button) => (
        <PageHead title="Upcoming" count={view && countInWords(view.total)}>
          {button}
        </PageHead>
      )}
      capture={capture}
      welcome="See what is coming"
      sections={sections}
      more={more}
      empty={null}
    />
  );
}
