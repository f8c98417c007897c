import type { ReactNode } from 'react';
import { plannedOn } from '../../../data/lists/planned';
import type { Mutations } from '../../../data/makeMutations';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { dayHeadings } from '../../../format/days';
import { Button } from '../../../ui/Button';
import type { TaskView } from '../list/overlay';
import type { AgendaDay, Section } from '../list/sections';
import styles from '../list/TaskList.module.css';
import type { TaskActions } from '../row/useTaskActions';

type Mutate = Mutations['mutate'];

interface Page {
  view: TaskView;
  actions: TaskActions;
  mutate: Mutate;
}

/** A day and its tasks, in an order of their own. What is dropped on it is planned for it. */
export function daySection(
  day: Omit<AgendaDay, 'capacity' | 'left' | 'isPartial'>,
  today: string,
  { view, actions, mutate }: Page,
  aside?: ReactNode,
): Section {
  const { date, tasks, drafts, coming } = day;
  const heading = dayHeadings(date, today);
  return {
    id: date,
    ...heading,
    aside,
    tasks,
    drafts,
    coming,
    day: date,
    onDrop(ids) {
      const moved = view.tasks.filter(({ id }) => ids.includes(id));
      const [only, ...others] = moved;
      const dues = moved.flatMap(({ due }) => due ?? []);
      if (only && others.length === 0) actions.plan(only, plannedOn(only, date));
      else mutate(updateTasks({ ids, patch: { planned: date }, dues }));
    },
  };
}

/** What is left from earlier days, and a button that plans all of it for today. */
export function leftSection(
  { left, isPartial }: Pick<AgendaDay, 'left' | 'isPartial'>,
  today: string,
  mutate: Mutate,
): Section {
  const ids = left.map(({ id }) => id);
  const [first, ...others] = left;
  const title = others.length === 0 ? first?.title : undefined;
  return {
    id: 'overdue',
    name: 'Overdue',
    aside: (
      <Button
        variant="quiet"
        className={styles.action}
        disabled={isPartial}
        onClick={() => mutate(updateTasks({ ids, patch: { planned: today }, title }))}
      >
        Move to today
      </Button>
    ),
    tasks: left,
    drafts: [],
  };
}
