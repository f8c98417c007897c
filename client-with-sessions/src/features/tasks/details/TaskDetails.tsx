import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { hasStatus, toProblem } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { isClosed } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import type { Then } from '../../../data/makeMutations';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useTaskDetails } from '../../../data/queries/taskDetails';
import { useSelectionStore } from '../../../selection/SelectionProvider';
import { CloseIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { Checkbox } from '../row/Checkbox';
import { DetailBody } from './DetailBody';
import styles from './TaskDetails.module.css';

interface Props {
  id: number;
  /** The id of the user whose task it is. */
  owner: number;
  onOpen: (id: number) => void;
  onClose: () => void;
  onHistory: (task: Task) => void;
}

/** Everything of one task, beside the list; each change is saved by itself. */
export function TaskDetails({ id, owner, onOpen, onClose, onHistory }: Props) {
  const { query, task } = useTaskDetails(id);
  const { mutate } = useMutations();
  const selection = useSelectionStore();
  const panel = useRef<HTMLElement>(null);
  const isGone = hasStatus(query.error, 404);

  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'task.closeDetails',
        group: 'Tasks',
        label: 'Close the details',
        keys: ['Escape'],
        when: () => selection.ids().length === 0,
        run: always(onClose),
      },
    ],
    [selection, onClose],
  );
  useCommands(commands);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (event.repeat) return;
    event.preventDefault();
    onClose();
  };
  // What is chosen here is asked about if it was chosen elsewhere, too. The box to tick just wins, as in a row.
  const save = (patch: TaskPatch, seen = task, then?: Then) => {
    if (seen) mutate(updateTasks({ task: seen, patch, asksStatus: true }), then);
  };
  const setDone = (done: boolean) => {
    const completed_at = done ? new Date().toISOString() : null;
    if (task)
      mutate(updateTasks({ task, patch: { status: done ? 'done' : 'open', completed_at } }));
  };

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={task ? `Details of ${task.title}` : 'Details'}
      data-panel
      className={styles.panel}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        {task && !isGone && (
          <Checkbox label={`${task.title}, done`} checked={isClosed(task)} onChange={setDone} />
        )}
        <button
          type="button"
          className={styles.close}
          aria-label="Close the details"
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </div>
      {query.isError && (
        <p role="alert" className={styles.unloaded}>
          {isGone
            ? 'This task no longer exists. It may be in the trash.'
            : `The task could not be loaded. ${toProblem(query.error).message}`}
        </p>
      )}
      {!task && !query.isError && (
        <p role="status" className="visually-hidden">
          Loading
        </p>
      )}
      {task && (
        <DetailBody {...{ task, owner, isGone, onOpen, onClose, onHistory }} onSave={save} />
      )}
    </aside>
  );
}
