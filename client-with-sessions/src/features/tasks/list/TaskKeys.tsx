import { useMemo } from 'react';
import type { Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { isClosed, type Source } from '../../../data/lists/lists';
import { plannedDay, plannedOn } from '../../../data/lists/planned';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { addDays } from '../../../format/days';
import type { Side } from '../../../selection/Drops';
import { targetTasks } from '../../../selection/rows';
import { useSelectionStore } from '../../../selection/SelectionProvider';
import { groupBy } from '../../../ui/groupBy';
import { useToasts } from '../../../ui/Toasts';
import type { TaskActions } from '../row/useTaskActions';
import { type Part, stepBeside } from './stepBeside';
import { taskCommands } from './taskCommands';
import { whyUnordered } from './whyUnordered';

interface Props {
  source: Source;
  tasks: Task[] | undefined;
  /** Its parts, if it has headings. */
  parts: readonly Part[] | undefined;
  /** Whether these are all tasks of the list. */
  isWhole: boolean;
  today: string;
  canAdd: boolean;
  actions: TaskActions;
  /** Moves tasks beside another of the list, if it has a manual order. */
  onMove: ((ids: readonly number[], beside: number, side: Side) => void) | undefined;
  onEdit: (task: Task) => void;
  onOpen: (id: number) => void;
  onHistory: (task: Task) => void;
}

/** Registers the commands of a task list. */
export function TaskKeys(props: Props) {
  const {
    source,
    tasks,
    parts,
    isWhole,
    today,
    canAdd,
    actions,
    onMove,
    onEdit,
    onOpen,
    onHistory,
  } = props;
  const selection = useSelectionStore();
  const { mutate } = useMutations();
  const toasts = useToasts();
  const commands = useMemo(() => {
    const withTask = (act: (task: Task) => void) => (id: number) => {
      const task = tasks?.find((candidate) => candidate.id === id);
      if (task) act(task);
    };
    const plan = (dayOf: (task: Task) => string) => () => {
      const ids = targetTasks(selection.ids());
      const planned = tasks?.filter((task) => ids.includes(task.id)) ?? [];
      const [first, ...others] = planned;
      if (first && others.length === 0) actions.plan(first, dayOf(first));
      else for (const [day, some] of groupBy(planned, dayOf)) planAll(some, day);
      return planned.length > 0;
    };
    const planAll = (some: Task[], planned: string) => {
      const dues = some.flatMap(({ due }) => due ?? []);
      mutate(updateTasks({ ids: some.map(({ id }) => id), patch: { planned }, dues }));
    };
    const planBy = (days: number) => plan((task) => movedBy(task, days, today));
    return taskCommands({
      canAdd,
      edit: withTask(onEdit),
      open: onOpen,
      toggle: withTask((task) => actions.setDone(task, !isClosed(task))),
      remove: withTask(actions.remove),
      showHistory: withTask(onHistory),
      hasTarget: () => targetTasks(selection.ids()).length > 0,
      planToday: plan(() => today),
      planLater: planBy(1),
      planEarlier: planBy(-1),
      isOrdered: onMove !== undefined,
      hasEnd: () => isWhole,
      move(by) {
        const ids = targetTasks(selection.ids());
        if (source.kind !== 'inbox' && !onMove) toasts.show({ message: whyUnordered(source) });
        const step = onMove && stepBeside(parts ?? [{ tasks: tasks ?? [] }], ids, by);
        if (!step) return ids.length > 0;
        if ('into' in step) step.into.onDrop?.(ids);
        else onMove?.(ids, step.beside, step.side);
        return ids.length > 0;
      },
      moveTo(end) {
        const ids = targetTasks(selection.ids());
        const own = parts?.find((part) => part.tasks.some(({ id }) => ids.includes(id)));
        const others = (own?.tasks ?? tasks ?? []).filter(({ id }) => !ids.includes(id));
        const beside = others.at(end === 'top' ? 0 : -1);
        if (beside) onMove?.(ids, beside.id, end === 'top' ? 'above' : 'below');
        return ids.length > 0;
      },
    });
  }, [
    tasks,
    parts,
    isWhole,
    source,
    today,
    canAdd,
    actions,
    mutate,
    toasts,
    selection,
    onMove,
    onEdit,
    onOpen,
    onHistory,
  ]);
  useCommands(commands);

  return null;
}

/** The row below the last of these tasks, or above the first. */
export function rowBeside(tasks: Task[], ids: readonly number[], by: 1 | -1): Task | undefined {
  const isOne = ({ id }: Task) => ids.includes(id);
  const edge = by === 1 ? tasks.findLastIndex(isOne) : tasks.findIndex(isOne);
  return edge < 0 ? undefined : tasks[edge + by];
}

/** The plan so many days from where the agenda shows a task, never in the past, at the same time of day. */
export function movedBy(task: Task, days: number, today: string): string {
  const day = plannedDay(task) ?? task.due?.slice(0, 10) ?? today;
  const from = day < today ? today : day;
  const to = addDays(from, days);
  return plannedOn(task, to < today ? today : to);
}
