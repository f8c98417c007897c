import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
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
import { classNames } from '../../../ui/classNames';
import { CloseIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { Checkbox } from '../row/Checkbox';
import { DetailBody } from './DetailBody';
import styles from './TaskDetails.module.css';
import { useSheet } from './useSheet';

interface Props {
  id: number;
  /** The id of the user whose task it is. */
  owner: number;
  onOpen: (id: number) => void;
  onClose: () => void;
  onHistory: (task: Task) => void;
  /** What other features show of a task. */
  children?: (task: Task) => ReactNode;
  /** They rise from below, and leave some of the page in sight. */
  isSheet: boolean;
}

/** Everything of one task, beside the list; each change is saved by itself. */
export function TaskDetails(props: Props) {
  const { id, owner, onOpen, onClose, onHistory, children, isSheet } = props;
  const { query, task } = useTaskDetails(id);
  const { mutate } = useMutations();
  const selection = useSelectionStore();
  const panel = useRef<HTMLDivElement>(null);
  const { close, head } = useSheet(panel, isSheet, onClose);
  const isGone = hasStatus(query.error, 404);
  // One element for both: a phone that is turned on its side shows a panel.
  const about = {
    role: isSheet ? 'dialog' : 'complementary',
    'aria-modal': isSheet || undefined,
    'aria-label': task ? `Details of ${task.title}` : 'Details',
  };

  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const latestClose = useRef(close);
  useEffect(() => {
    latestClose.current = close;
  });

  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'task.closeDetails',
        group: 'Tasks',
        label: 'Close the details',
        keys: ['Escape'],
        when: () => selection.ids().length === 0,
        run: always(() => latestClose.current()),
      },
    ],
    [selection],
  );
  useCommands(commands);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    if (event.repeat) return;
    event.preventDefault();
    close();
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
    <>
      {isSheet && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a tap beside the sheet does what Escape does.
        // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does it.
        <div className={styles.backdrop} onClick={close} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is a dialog, or a landmark, in which Escape works, too. */}
      <div
        ref={panel}
        {...about}
        tabIndex={-1}
        data-panel={isSheet ? 'sheet' : ''}
        className={classNames(styles.panel, isSheet && styles.sheet)}
        onKeyDown={onKeyDown}
      >
        <div {...head} className={styles.head}>
          {task && !isGone && (
            <Checkbox label={`${task.title}, done`} checked={isClosed(task)} onChange={setDone} />
          )}
          <button
            type="button"
            className={styles.close}
            aria-label="Close the details"
            onClick={close}
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
          <DetailBody {...{ task, owner, isGone, onOpen, onClose, onHistory }} onSave={save}>
            {children?.(task)}
          </DetailBody>
        )}
      </div>
    </>
  );
}
