import type { Task } from '../../api/types';
import { useReachable } from '../../api/useReachable';
import type { FailedChange } from './changeQueue';
import { DraftRow } from './DraftRow';
import { FailedDraft } from './FailedDraft';
import type { TaskView } from './overlay';
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
  actions: TaskActions;
  wantFocus: (id: number) => void;
}

/** The rows: what was refused, what is on its way, and the tasks. */
export function TaskList({ label, view, failures, leaving, editing, actions, wantFocus }: Props) {
  const reachable = useReachable();
  const failureOf = new Map(
    failures.flatMap((failure) =>
      failure.change.kind === 'create' ? [] : [[failure.change.task.id, failure] as const],
    ),
  );

  const closeEditor = (task: Task, by: ClosedBy) => {
    if (by === 'key') wantFocus(task.id);
    editing.close();
  };

  return (
    <ul aria-label={label} className={styles.list}>
      {failures.map((failure) =>
        failure.change.kind === 'create' ? (
          <FailedDraft
            key={failure.change.key}
            failure={failure}
            title={failure.change.title}
            actions={actions}
          />
        ) : null,
      )}
      {view.drafts.map(({ key, title }) => (
        <DraftRow key={key} title={title} waiting={!reachable} />
      ))}
      {view.tasks.map((task) =>
        task.id === editing.draft?.id ? (
          <TaskEditor
            key={task.id}
            task={task}
            draft={editing.draft}
            onType={editing.keep}
            onSave={actions.save}
            onDelete={actions.remove}
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
            failure={failureOf.get(task.id)}
          />
        ),
      )}
    </ul>
  );
}
