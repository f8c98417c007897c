import { useMemo, useRef } from 'react';
import type { Task } from '../../../api/types';
import { useReachable } from '../../../api/useReachable';
import type { RefusedMutation } from '../../../data/outbox/pending';
import { useRelations } from '../../../data/queries/relations';
import { useOpenTask } from '../../../selection/OpenTask';
import { classNames } from '../../../ui/classNames';
import { useKeepFocus } from '../../../ui/useKeepFocus';
import type { useEditing } from '../editor/useEditing';
import { DraftRow } from '../row/DraftRow';
import { FailedDraft } from '../row/FailedDraft';
import type { RowContext } from '../row/rowContext';
import { focusAddLine } from '../row/rowFocus';
import { TaskRow } from '../row/TaskRow';
import type { ExitingRow } from '../row/useExitingRows';
import type { TaskActions } from '../row/useTaskActions';
import { TitleEditor } from '../title/TitleEditor';
import type { ClosedBy } from '../title/useTitleEditor';
import { ListSection } from './ListSection';
import type { Draft, TaskView } from './overlay';
import type { Section } from './sections';
import styles from './TaskList.module.css';
import { type Block, useBlocks } from './useBlocks';

interface Props {
  label: string;
  view: TaskView;
  rowContext: RowContext;
  /** The parts of the list with headings of their own; without them it is one list. */
  sections: Section[] | undefined;
  refused: RefusedMutation[];
  exiting: ReadonlyMap<number, ExitingRow>;
  editing: ReturnType<typeof useEditing>;
  /** The task under the editor was deleted elsewhere. */
  isEditedGone: boolean;
  actions: TaskActions;
  /** The task whose row will get the focus. */
  wanted: number | undefined;
  wantFocus: (id: number) => void;
}

/** The rows: refused mutations, tasks that are not created yet, and tasks. */
export function TaskList(props: Props) {
  const { label, view, rowContext, sections, refused, exiting, editing, actions } = props;
  const { isEditedGone, wanted, wantFocus } = props;
  const reachable = useReachable();
  const opened = useOpenTask();
  const list = useRef<HTMLDivElement & HTMLUListElement>(null);
  useKeepFocus(list, view, focusAddLine);
  const lists = useMemo(
    () => sections ?? [{ id: label, tasks: view.tasks }],
    [sections, label, view],
  );
  const { blocks, isWhole } = useBlocks(list, lists, editing.draft?.id, wanted);
  const relations = useRelations(shownOf(view.tasks, blocks.flat()));
  const { beside, apart } = placeRefusals(refused, view);

  const closeEditor = (task: Task, by: ClosedBy) => {
    if (by === 'key') wantFocus(task.id);
    editing.close();
  };

  const failed = apart.map((one) => (
    <FailedDraft
      key={one.mutation.idempotencyKey}
      refused={one}
      title={titleOf(one)}
      actions={actions}
    />
  ));

  const draftRow = ({ idempotencyKey, task }: Draft, index: number) => (
    <DraftRow
      key={`${idempotencyKey}-${index}`}
      task={task}
      rowContext={rowContext}
      waiting={!reachable}
    />
  );

  const row = (task: Task) =>
    editing.draft && task.id === editing.draft.id ? (
      <TitleEditor
        key={task.id}
        task={task}
        draft={editing.draft}
        isGone={isEditedGone}
        onType={editing.keep}
        onSave={isEditedGone ? actions.revive : actions.save}
        onToggle={(done) => actions.setDone(task, done)}
        onClose={(by) => closeEditor(task, by)}
      />
    ) : (
      <TaskRow
        key={task.id}
        task={task}
        rowContext={rowContext}
        relations={relations.get(task.id)}
        actions={actions}
        onEdit={editing.edit}
        onOpen={opened.open}
        isOpen={opened.id === task.id}
        waiting={!reachable && view.unsaved.has(task.id)}
        exiting={exiting.get(task.id)?.why}
        // Its details show it.
        refused={opened.id === task.id ? undefined : beside.get(task.id)}
      />
    );

  const rowsOf = ({ key, tasks, height }: Block) =>
    height === undefined ? tasks.map(row) : [<Room key={key} tasks={tasks} height={height} />];

  if (!sections) {
    return (
      <ul
        ref={list}
        aria-label={label}
        className={classNames(styles.list, isWhole && styles.whole)}
      >
        {failed}
        {view.drafts.map(draftRow)}
        {blocks.flat().flatMap(rowsOf)}
      </ul>
    );
  }
  return (
    <div ref={list} className={classNames(styles.sections, isWhole && styles.whole)}>
      {failed.length > 0 && (
        <ul aria-label="Not added" className={styles.rows}>
          {failed}
        </ul>
      )}
      {sections.map(({ tasks, drafts, day: _, ...section }, index) => (
        <ListSection key={section.id} label={label} {...section}>
          {blocks[index]?.flatMap(rowsOf) ?? []}
          {drafts.map(draftRow)}
        </ListSection>
      ))}
    </div>
  );
}

/** Takes the height of rows that are not rendered. */
function Room({ tasks, height }: { tasks: Task[]; height: number }) {
  return (
    <li aria-hidden="true" data-tasks={tasks.map(({ id }) => id).join(' ')} style={{ height }} />
  );
}

/** The tasks whose rows are rendered. */
function shownOf(tasks: Task[], blocks: Block[]): Task[] {
  const shown = blocks.filter(({ height }) => height === undefined);
  return shown.length === blocks.length ? tasks : shown.flatMap((block) => block.tasks);
}

/** Refusals are shown beside their rows, or on top if they have none. */
function placeRefusals(refused: RefusedMutation[], view: TaskView) {
  const shown = new Set(view.tasks.map(({ id }) => id));
  const beside = new Map<number, RefusedMutation>();
  const apart: RefusedMutation[] = [];
  for (const one of refused) {
    const id = one.mutation.task?.id;
    if (id !== undefined && shown.has(id)) beside.set(id, one);
    else if (titleOf(one) !== '') apart.push(one);
  }
  return { beside, apart };
}

function titleOf({ mutation: { typed, patch, task } }: RefusedMutation): string {
  return typed ?? patch?.title ?? task?.title ?? '';
}
