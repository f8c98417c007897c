import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Task } from '../../../api/types';
import type { GroupKey } from '../../../data/lists/arrangement';
import type { CaptureContext } from '../../../data/lists/draftTask';
import type { Source } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { useRefusedMutations } from '../../../data/outbox/pending';
import { useIsNew } from '../../../data/queries/isNew';
import { useDrops } from '../../../selection/Drops';
import { useOpenTask } from '../../../selection/OpenTask';
import { EmptyState } from '../../../ui/EmptyState';
import { loadable } from '../../../ui/loadable';
import { CaptureBar } from '../capture/CaptureBar';
import { useEditing } from '../editor/useEditing';
import type { Arranging } from '../list/arranging';
import { ListError } from '../list/ListError';
import { ListSkeleton } from '../list/ListSkeleton';
import { MoreTasks } from '../list/MoreTasks';
import type { TaskView } from '../list/overlay';
import type { Section } from '../list/sections';
import { TaskKeys } from '../list/TaskKeys';
import { TaskList } from '../list/TaskList';
import styles from '../list/TaskList.module.css';
import { useManualOrder } from '../list/useManualOrder';
import { useTaskView } from '../list/useTaskView';
import { useWantedFocus } from '../list/useWantedFocus';
import { type Known, useRowContext } from '../row/rowContext';
import { useExitingRows } from '../row/useExitingRows';
import { type TaskActions, useTaskActions } from '../row/useTaskActions';
import { useArranged } from './useArranged';
import { Welcome } from './Welcome';

interface Props {
  /** The id of the user whose tasks these are. */
  owner: number;
  source: Source;
  /** The name of the list. */
  label: string;
  /** The top of the page with the button that arranges the list; the view is undefined until it is loaded. */
  head: (view: TaskView | undefined, button: ReactNode) => ReactNode;
  /** How the list is grouped, sorted and filtered. */
  arranging?: Arranging;
  /** The fields of tasks typed here that their lines do not give; undefined without an add line. */
  capture: CaptureContext | undefined;
  /** Shown instead of an empty list. */
  empty: ReactNode;
  /** What the page says to a new account, above what its pages are for. */
  welcome?: string;
  /** The parts of the list with headings of their own. */
  sections?: ((view: TaskView, actions: TaskActions) => Section[]) | undefined;
  /** Shown after the end of the list. */
  more?: ReactNode;
  /** What the page says about all of its tasks. */
  known?: readonly Known[];
  onHistory: (task: Task) => void;
}

const { Component: Groups } = loadable(async () => (await import('../arrange/code')).Groups);

const NOTHING_PASSES = (
  <EmptyState state="Nothing here matches." advice="Take away a filter to see more." />
);

/** A page of tasks: a line to add to it, the list, and the keys that work in it. */
export function TaskPage(props: Props) {
  const { owner, label, head, capture, empty, sections, more, known, welcome, onHistory } = props;
  const arranged = useArranged(useStable(props.source), props.arranging);
  const { source, group } = arranged;
  const isGrouped = group !== undefined && group !== 'none';
  const context = useStable(capture);
  const rowContext = useRowContext(useKnown(known, group));
  const shown = useRef<Task[]>([]);
  const indexOf = useCallback((id: number) => {
    const index = shown.current.findIndex((task) => task.id === id);
    return index < 0 ? undefined : index;
  }, []);
  const editing = useEditing(owner);
  const { exiting, exit, stay } = useExitingRows(indexOf);
  const { query, view, isEditedGone } = useTaskView(
    source,
    rowContext.today,
    exiting,
    editing.draft,
  );
  const { wanted, wantFocus } = useWantedFocus(view);
  const actions = useTaskActions(source, rowContext.today, { exit, stay, wantFocus });
  const refused = useRefusedMutations();
  const { onShown } = useMutations();
  const onMove = useManualOrder(source, wantFocus);
  const opened = useOpenTask();

  useEffect(() => {
    shown.current = view?.tasks ?? [];
  }, [view]);

  useEffect(
    () =>
      onShown((result) => {
        if (!('task' in result)) return;
        stay(result.task.id);
        wantFocus(result.task.id);
      }),
    [onShown, stay, wantFocus],
  );

  const parts = useMemo(
    () => (view && sections && !arranged.isArranged ? sections(view, actions) : undefined),
    [view, sections, actions, arranged.isArranged],
  );
  const hasNew =
    refused.some(({ mutation }) => mutation.typed !== undefined) || view?.drafts.length;
  const isEmpty = view?.tasks.length === 0 && !hasNew && !query.hasNextPage;
  useDrops(
    useMemo(
      () =>
        isGrouped
          ? undefined
          : {
              beside: onMove,
              into: (ids, part) => parts?.find(({ id }) => id === part)?.onDrop?.(ids),
              takesParts: true,
            },
      [isGrouped, onMove, parts],
    ),
  );
  const [given, setGiven] = useState<{ text: string }>();
  const isNew = useIsNew(welcome !== undefined && isEmpty);

  const list = (shownParts: Section[] | undefined) =>
    view && (
      <TaskList
        sections={shownParts}
        {...{ label, view, rowContext, refused, exiting, editing, isEditedGone, actions }}
        {...{ wanted, wantFocus }}
      />
    );

  return (
    <>
      {head(view, arranged.button)}
      {arranged.line}
      {context && <CaptureBar {...{ owner, context, given }} onAdd={actions.add} />}
      {isNew && welcome !== undefined && (
        <Welcome title={welcome} onTry={(text) => setGiven({ text })} />
      )}
      {view ? (
        isGrouped ? (
          <Groups fallback={<ListSkeleton />} {...{ group, view, rowContext }}>
            {list}
          </Groups>
        ) : (
          list(parts)
        )
      ) : query.isError ? (
        <ListError error={query.error} onRetry={query.refetch} />
      ) : (
        <ListSkeleton />
      )}
      {isEmpty && isNew === false && (arranged.isFiltered ? NOTHING_PASSES : empty)}
      {view?.agenda?.truncated && (
        <p className={styles.truncated}>
          There is more on these days than the first {view.total.toLocaleString('en')} tasks.
        </p>
      )}
      {view && <MoreTasks query={query} wantFocus={wantFocus} />}
      {view && !arranged.isArranged && more}
      <TaskKeys
        source={source}
        tasks={view?.tasks}
        parts={parts}
        isWhole={!query.hasNextPage}
        today={rowContext.today}
        canAdd={context !== undefined}
        actions={actions}
        onMove={onMove}
        onEdit={editing.edit}
        onOpen={opened.open}
        onHistory={onHistory}
      />
    </>
  );
}

/** What the headings of groups say of all tasks below them. */
const SAID: Partial<Record<GroupKey, readonly Known[]>> = {
  project: ['project'],
  day: ['planned', 'due'],
  planned: ['planned'],
  due: ['due'],
  completed: ['completed'],
};
const OF_PROJECT: readonly Known[] = ['project'];

/** What the page says about all of its tasks, or else the headings of the groups that were chosen. */
function useKnown(
  known: readonly Known[] | undefined,
  group: GroupKey | undefined,
): readonly Known[] | undefined {
  return useMemo(() => {
    if (group === undefined) return known;
    return [...(known?.includes('project') ? OF_PROJECT : []), ...(SAID[group] ?? [])];
  }, [known, group]);
}

/** The same object for as long as its contents are the same. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => (text === undefined ? undefined : JSON.parse(text)) as T, [text]);
}
