import { useRef } from 'react';
import type { Task } from '../../api/types';
import { useReachable } from '../../api/useReachable';
import { taskOf } from '../../changes/changes';
import type { FailedChange } from '../../changes/queue';
import { useKeepFocus } from '../../ui/useKeepFocus';
import { DraftRow } from './DraftRow';
import { FailedDraft } from './FailedDraft';
import type { TaskView } from './overlay';
import { focusAddLine } from './rowFocus';
import { TaskEditor } from './TaskEditor';
import styles from './TaskList.module.css';
import { TaskRow } from './TaskRow';
import type { useEditing } from './useEditing';
import type { ClosedBy } from './useEditor';
import type { Leaving } from './useLeaving';
import type { TaskActions } from './useTaskActions';

interface Props {
  label: string;
  view: TaskView;
  failures: FailedChange[];
  leaving: ReadonlyMap<number, Leaving>;
  editing: ReturnType<typeof useEditing>;
  /** The task under the editor was deleted elsewhere. */
  isEditedGone: boolean;
  actions: TaskActions;
  wantFocus: (id: number) => void;
  onHistory: (task: Task) => void;
}

/** The rows: what was refused, what is on its way, and the tasks. */
export function TaskList({ label, view, failures, leaving, editing, actions, ...rest }: Props) {
  const { isEditedGone, wantFocus, onHistory } = rest;
  const reachable = useReachable();
  const list = useRef<HTMLUListElement>(null);
  useKeepFocus(list, view, focusAddLine);
  const { beside, apart } = placeFailures(failures, view);

  const closeEditor = (task: Task, by: ClosedBy) => {
    if (by === 'key') wantFocus(task.id);
    editing.close();
  };

  return (
    <ul ref={list} aria-label={label} className={styles.list}>
      {apart.map((failure) => (
        <FailedDraft
          key={failure.change.key}
          failure={failure}
          title={titleOf(failure)}
          actions={actions}
        />
      ))}
      {view.drafts.map(({ key, title }) => (
        <DraftRow key={key} title={title} waiting={!reachable} />
      ))}
      {view.tasks.map((task) =>
        editing.draft && task.id === editing.draft.id ? (
          <TaskEditor
            key={task.id}
            task={task}
            draft={editing.draft}
            isGone={isEditedGone}
            onType={editing.keep}
            onSave={isEditedGone ? actions.revive : actions.save}
            onDelete={actions.remove}
            onHistory={onHistory}
            onClose={(by) => closeEditor(task, by)}
          />
        ) : (
          <TaskRow
            key={task.id}
            task={task}
            actions={actions}
            onEdit={editing.edit}
            waiting={!reachable && view.unsaved.has(task.id)}
            leaving={leaving.get(task.id)?.why}
            failure={beside.get(task.id)}
          />
        ),
      )}
    </ul>
  );
}

/** A refusal stands beside its row; one without a row stands on top. */
function placeFailures(failures: FailedChange[], view: TaskView) {
  const shown = new Set(view.tasks.map(({ id }) => id));
  const beside = new Map<number, FailedChange>();
  const apart: FailedChange[] = [];
  for (const failure of failures) {
    const id = taskOf(failure.change)?.id;
    if (id !== undefined && shown.has(id)) beside.set(id, failure);
    else if (titleOf(failure) !== '') apart.push(failure);
  }
  return { beside, apart };
}

function titleOf({ change }: FailedChange): string {
  if (change.kind === 'create') return change.title;
  if (change.kind === 'update') return change.patch.title ?? change.task.title;
  return taskOf(change)?.title ?? '';
}
