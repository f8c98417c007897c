import { useCallback, useMemo, useState } from 'react';
import type { Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { useLocalOf, useToday } from '../../../data/queries/today';
import opener from '../../../dates/GoToDay.module.css';
import { addDays } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { loadable } from '../../../ui/loadable';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import type { TaskView } from '../list/overlay';
import { byAgendaDay, laterDays, type Section } from '../list/sections';
import styles from '../list/TaskList.module.css';
import type { TaskActions } from '../row/useTaskActions';
import { countInWords } from './countInWords';
import { DayLoad } from './DayLoad';
import { daySection, leftSection } from './daySections';
import { TaskPage } from './TaskPage';

const goToDay = loadable(async () => (await import('../../../dates/GoToDay')).GoToDay);
const GoToDay = goToDay.Component;

/** As large as the button that takes its place. */
const COMING_SOON = (
  <button type="button" className={opener.opener} disabled>
    Go to a day
  </button>
);

const TWO_WEEKS = 14;
/** The most days in one answer. */
const SIX_WEEKS = 42;
const KNOWN = ['planned', 'due'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
  /** Shows a day, however far away it is. */
  onDay: (day: string) => void;
}

/** The coming days and their tasks, in an order of each day, and what is planned or due after them. */
export function Upcoming({ onDay, ...props }: Props) {
  const today = useToday();
  const localOf = useLocalOf();
  const { mutate } = useMutations();
  const [days, setDays] = useState(TWO_WEEKS);
  const source = useMemo(() => ({ kind: 'agenda', days, later: true }) as const, [days]);
  const capture = useMemo(() => ({ planned_if_undated: addDays(today, 1) }), [today]);
  const more = days === TWO_WEEKS && (
    <div className={styles.more}>
      <Button variant="quiet" onClick={() => setDays(SIX_WEEKS)}>
        Show six weeks
      </Button>
    </div>
  );

  const sections = useCallback(
    (view: TaskView, actions: TaskActions): Section[] => {
      const page = { view, actions, mutate };
      const shown = byAgendaDay(view, localOf).flatMap((day): Section[] => {
        const section = daySection(day, today, page, <DayLoad day={day} brief />);
        return day.left.length === 0 ? [section] : [leftSection(day, today, mutate), section];
      });
      const later = laterDays(view, localOf).map((day, index) => ({
        ...daySection({ ...day, drafts: [], coming: [] }, today, page),
        ...(index === 0 && { above: <h2 className={styles.later}>Later</h2> }),
      }));
      return [...shown, ...later];
    },
    [today, localOf, mutate],
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
          <span className={styles.controls}>
            <GoToDay fallback={COMING_SOON} onDay={onDay} />
            {button}
          </span>
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
