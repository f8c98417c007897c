import { type CSSProperties, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import type { GroupKey } from '../../../data/lists/arrangement';
import { isClosed, rulesOf, type Source } from '../../../data/lists/lists';
import type { Place } from '../../../data/lists/placed';
import { useMutations } from '../../../data/MutationsProvider';
import { moveTasks } from '../../../data/mutations/moveTasks';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useRelations } from '../../../data/queries/relations';
import { useSettings } from '../../../data/queries/settings';
import { useDayOf } from '../../../data/queries/today';
import { weekStartOf } from '../../../dates/dateChoices';
import { addDays, nextWeekday } from '../../../format/days';
import { type Side, useDrops } from '../../../selection/Drops';
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
import { byColumn, columnsBy, movePatch } from './columns';

const NONE = new Map<number, never>();
const KNOWN: readonly Known[] = ['project', 'completed', 'planned'];
const KNOWN_BUT_DAY: readonly Known[] = ['project', 'completed'];
const SORTED = 'The cards are sorted. Sort them by hand (press v) to put them in order yourself.';

interface Props {
  /** The open tasks of a project as they are arranged, and those done. */
  open: Source;
  closed: Source;
  /** What the columns stand for. */
  group: GroupKey | undefined;
}

/** The tasks of a project in columns. */
export function Board(props: Props) {
  const rowContext = useRowContext(KNOWN);
  const rowContextWithDay = useRowContext(KNOWN_BUT_DAY);
  const { today } = rowContext;
  const dayOf = useDayOf();
  const weekStart = weekStartOf(useSettings().settings);
  const columns = useMemo(() => {
    const weekEnd = addDays(nextWeekday(today, weekStart), -1);
    return columnsBy(props.group, { today, dayOf, weekEnd });
  }, [props.group, today, dayOf, weekStart]);
  const isSorted = rulesOf(props.open, today).placed === undefined;
  const open = useTaskView(props.open, today, NONE, undefined);
  const closed = useTaskView(props.closed, today, NONE, undefined, columns.hasClosed);
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
  const cards = useMemo(() => byColumn(tasks, columns, isSorted), [tasks, columns, isSorted]);
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
    const isIn = (to: string) => (task: Task) => columns.idOf(task) === to;
    const find = (id: number) => latest.current.find((task) => task.id === id);
    const whyNot = (id: string) =>
      isSorted ? SORTED : columns.list.find((column) => column.id === id)?.unordered;
    const move = (ids: readonly number[], to: string, place?: Place) => {
      const all = latest.current.filter((task) => ids.includes(task.id));
      const moved = place ? all : all.filter((task) => !isIn(to)(task));
      const patch = movePatch(moved, columns, to);
      const [first] = moved;
      if (!first || Object.keys(patch).length === 0) return;
      wanted.current = first.id;
      const title = moved.length === 1 ? first.title : undefined;
      const some = { ids: moved.map(({ id }) => id), title };
      const isSame = place && moved.every(isIn(to));
      mutate(isSame ? moveTasks({ ...some, place }) : updateTasks({ ...some, patch, place }));
    };
    const reorder = (id: number, by: 1 | -1) => {
      const task = find(id);
      const column = task && columns.idOf(task);
      if (!column) return;
      const why = whyNot(column);
      if (why !== undefined) {
        toasts.show({ message: why });
        return;
      }
      const cards = byColumn(latest.current, columns).get(column) ?? [];
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
      columns,
      move,
      reorder,
      whyNot,
      /** Moves all selected cards if this is one of them. */
      moveCard: (id: number, to: string) =>
        move(selection.isSelected(id) ? selection.ids() : [id], to),
      /** Puts cards beside another, in its column. */
      place(ids: readonly number[], beside: number, side: Side) {
        const other = find(beside);
        const column = other && columns.idOf(other);
        const place = side === 'below' ? { after: beside } : { before: beside };
        if (column !== undefined) move(ids, column, whyNot(column) ? undefined : place);
      },
      /** Completes a card, with all selected ones if it is one of them, or opens them again. */
      toggle(task: Task) {
        const ids = selection.isSelected(task.id) ? selection.ids() : [task.id];
        if (columns.hasClosed) return move(ids, isClosed(task) ? 'unplanned' : 'done');
        const title = ids.length === 1 ? task.title : undefined;
        mutate(updateTasks({ ids, patch: { status: 'done' }, title }));
      },
      find,
      column: (task: Task) => columns.idOf(task),
      open: showTask,
    };
  }, [mutate, toasts, columns, isSorted, selection, showTask]);
  useCommands(useMemo(() => boardCommands(actions), [actions]));
  useDrops(
    useMemo(() => ({ beside: actions.place, into: actions.move, takesParts: false }), [actions]),
  );

  if (!open.view || (columns.hasClosed && !closed.view)) {
    const failed = [open.query, closed.query].find(({ isError }) => isError);
    if (!failed?.error) return <ListSkeleton />;
    return <ListError error={failed.error} onRetry={failed.refetch} />;
  }
  const shown = columns.list.filter(({ id, isRare }) => !isRare || cards.get(id)?.length);
  return (
    <>
      <div className={styles.frame}>
        <div className={styles.board} style={{ '--columns': shown.length } as CSSProperties}>
          {shown.map((column) => (
            <Column
              key={column.id}
              column={column}
              tasks={cards.get(column.id) ?? []}
              rowContext={column.showsDay ? rowContextWithDay : rowContext}
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

/** While a task moves from one list to the other, both may contain it. */
function unique(tasks: Task[]): Task[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
