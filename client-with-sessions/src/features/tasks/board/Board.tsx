import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import type { Openness } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { moveTasks } from '../../../data/mutations/moveTasks';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useRelations } from '../../../data/queries/relations';
import { useDayOf } from '../../../data/queries/today';
import { useDrops } from '../../../selection/Drops';
import { useOpenTask } from '../../../selection/OpenTask';
import { useSelectionStore } from '../../../selection/SelectionProvider';
import { useToasts } from '../../../ui/Toasts';
import { ListError } from '../list/ListError';
import { ListSkeleton } from '../list/ListSkeleton';
import { MoreTasks } from '../list/MoreTasks';
import { rowBeside } from '../list/TaskKeys';
import { useTaskView } from '../list/useTaskView';
import { type Known, useRowContext } from '../row/rowContext';
import styles from './Board.module.css';
import { boardCommands } from './boardCommands';
import { Column } from './Column';
import { cardOf, focusCard } from './cardFocus';
import { byColumn, COLUMNS, type ColumnId, columnOf, isColumn, movePatch } from './columns';

/** Why the cards of a column can't be put in order; without a reason, they are in that of the project. */
const UNORDERED: Partial<Record<ColumnId, string>> = {
  planned: 'Planned cards are in order of their days.',
  done: 'What is done is in order of when it was done.',
};
const NONE = new Map<number, never>();
const KNOWN: readonly Known[] = ['project', 'completed', 'planned'];
const KNOWN_OF_PLANNED: readonly Known[] = ['project', 'completed'];

/** The tasks of a project in columns, from not planned to done. */
export function Board({ project }: { project: number }) {
  const rowContext = useRowContext(KNOWN);
  // Only in that column do cards have to show the day.
  const rowContextOfPlanned = useRowContext(KNOWN_OF_PLANNED);
  const { today } = rowContext;
  const dayOf = useDayOf();
  const days = useMemo(() => ({ today, dayOf }), [today, dayOf]);
  const open = useTaskView(useSource(project, 'open'), today, NONE, undefined);
  const closed = useTaskView(useSource(project, 'closed'), today, NONE, undefined);
  const { mutate, onShown } = useMutations();
  const { open: showTask } = useOpenTask();
  const selection = useSelectionStore();
  const toasts = useToasts();
  const wanted = useRef<number>(undefined);

  const tasks = useMemo(
    () => unique([...(open.view?.tasks ?? []), ...(closed.view?.tasks ?? [])]),
    [open.view, closed.view],
  );
  const relations = useRelations(tasks);
  const columns = useMemo(() => byColumn(tasks, days), [tasks, days]);
  const latest = useRef(tasks);
  useEffect(() => {
    latest.current = tasks;
  });

  // In its new column, a moved card is a new element, so the focus has to follow it.
  const followCard = useCallback(() => {
    if (wanted.current === undefined) return;
    const card = cardOf(wanted.current);
    if (!card || card.contains(document.activeElement)) return;
    if (document.activeElement === document.body) focusCard(wanted.current);
    wanted.current = undefined;
  }, []);
  useEffect(followCard);
  // The same goes for a card restored by an undo.
  useEffect(
    () =>
      onShown((result) => {
        if (!('task' in result)) return;
        wanted.current = result.task.id;
        requestAnimationFrame(followCard);
      }),
    [onShown, followCard],
  );

  const actions = useMemo(() => {
    const move = (ids: readonly number[], to: ColumnId) => {
      const moved = latest.current.filter(
        (task) => ids.includes(task.id) && columnOf(task, days) !== to,
      );
      const [first] = moved;
      if (!first) return;
      wanted.current = first.id;
      const patch = movePatch(moved, to, days.today);
      const title = moved.length === 1 ? first.title : undefined;
      mutate(updateTasks({ ids: moved.map(({ id }) => id), patch, title }));
    };
    const reorder = (id: number, by: 1 | -1) => {
      const task = latest.current.find((one) => one.id === id);
      const column = task && columnOf(task, days);
      if (!column) return;
      const why = UNORDERED[column];
      if (why !== undefined) {
        toasts.show({ message: why });
        return;
      }
      const cards = byColumn(latest.current, days)[column];
      const chosen = selection.isSelected(id) ? selection.ids() : [id];
      const moved = cards.filter((card) => chosen.includes(card.id));
      const ids = moved.map((card) => card.id);
      const beside = rowBeside(cards, ids, by);
      if (!beside) return;
      wanted.current = id;
      const place = by === 1 ? { after: beside.id } : { before: beside.id };
      mutate(moveTasks({ ids, place, title: moved.length === 1 ? task.title : undefined }));
    };
    return {
      move,
      reorder,
      /** Moves all selected cards if this is one of them. */
      moveCard: (id: number, to: ColumnId) =>
        move(selection.isSelected(id) ? selection.ids() : [id], to),
      find: (id: number) => latest.current.find((task) => task.id === id),
      column: (task: Task) => columnOf(task, days),
      open: showTask,
    };
  }, [mutate, toasts, days, selection, showTask]);
  useCommands(useMemo(() => boardCommands(actions), [actions]));
  useDrops(
    useMemo(
      () => ({ into: (ids, part) => isColumn(part) && actions.move(ids, part), takesParts: false }),
      [actions],
    ),
  );

  if (!open.view || !closed.view) {
    const failed = [open.query, closed.query].find(({ isError }) => isError);
    if (!failed?.error) return <ListSkeleton />;
    return <ListError error={failed.error} onRetry={failed.refetch} />;
  }
  return (
    <>
      <div className={styles.frame}>
        <div className={styles.board}>
          {COLUMNS.map(({ id, title }) => (
            <Column
              key={id}
              id={id}
              title={title}
              tasks={columns[id]}
              rowContext={id === 'planned' ? rowContextOfPlanned : rowContext}
              relations={relations}
              actions={actions}
            />
          ))}
        </div>
      </div>
      <MoreTasks query={open.query} wantFocus={focusCard} />
    </>
  );
}

function useSource(id: number, status: Openness) {
  return useMemo(() => ({ kind: 'project', id, status }) as const, [id, status]);
}

/** While a task moves from one list to the other, both may contain it. */
function unique(tasks: Task[]): Task[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
