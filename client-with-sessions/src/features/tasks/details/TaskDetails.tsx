import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { hasStatus, toProblem } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { isClosed } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { deleteTask } from '../../../data/mutations/deleteTask';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { urgencyQuery, useTaskDetails } from '../../../data/queries/taskDetails';
import { useSelectionStore } from '../../../selection/SelectionProvider';
import { Button } from '../../../ui/Button';
import { Day } from '../../../ui/Day';
import { CloseIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { Checkbox } from '../row/Checkbox';
import { DetailFields } from './DetailFields';
import { DetailText } from './DetailText';
import { Recurrence } from './Recurrence';
import { Subtasks } from './Subtasks';
import styles from './TaskDetails.module.css';

interface Props {
  id: number;
  onOpen: (id: number) => void;
  onClose: () => void;
  onHistory: (task: Task) => void;
}

/** Everything of one task, beside the list; each change is saved at once. */
export function TaskDetails({ id, onOpen, onClose, onHistory }: Props) {
  const { query, task } = useTaskDetails(id);
  const { mutate } = useMutations();
  const selection = useSelectionStore();
  const panel = useRef<HTMLElement>(null);

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
  const save = (patch: TaskPatch, seen = task) => {
    if (seen) mutate(updateTasks({ task: seen, patch }));
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
        {task && (
          <Checkbox
            label={`${task.title}, done`}
            checked={isClosed(task)}
            onChange={(done) =>
              save({
                status: done ? 'done' : 'open',
                completed_at: done ? new Date().toISOString() : null,
              })
            }
          />
        )}
        <p className={styles.status}>{task && STATUSES[task.status]}</p>
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
        <p role="alert" className={styles.problem}>
          {hasStatus(query.error, 404)
            ? 'This task no longer exists. It may be in the trash.'
            : `The task could not be loaded. ${toProblem(query.error).message}`}
        </p>
      )}
      {!task && !query.isError && (
        <p role="status" className="visually-hidden">
          Loading
        </p>
      )}
      {task && !hasStatus(query.error, 404) && (
        <>
          <DetailText task={task} onSave={save} />
          <DetailFields task={task} onSave={save} />
          <Recurrence task={task} onSave={save} />
          <Subtasks task={task} onOpen={onOpen} />
          <Why id={id} isOpen={task.status === 'open'} />
          <div className={styles.foot}>
            <p className={styles.dates}>
              Added <Day at={task.created_at} />
              {task.completed_at && (
                <>
                  , {task.status} <Day at={task.completed_at} />
                </>
              )}
            </p>
            <Button variant="quiet" onClick={() => onHistory(task)}>
              History
            </Button>
            <Button
              variant="quietDanger"
              onClick={() => {
                mutate(deleteTask({ task }));
                onClose();
              }}
            >
              Delete
            </Button>
          </div>
        </>
      )}
    </aside>
  );
}

const STATUSES = { open: 'Open', done: 'Done', dropped: 'Dropped' } as const;

/** Says why a task is where it is in lists by urgency. */
function Why({ id, isOpen }: { id: number; isOpen: boolean }) {
  const { data } = useQuery({ ...urgencyQuery(id), enabled: isOpen });
  if (!isOpen) return null;
  return (
    <section className={styles.part} aria-label="Why is this here?">
      <h3 className={styles.name}>Why is this here?</h3>
      <p className={styles.why}>
        {data &&
          (data.why === ''
            ? 'Nothing makes it urgent.'
            : `Urgency ${data.urgency.toFixed(1)}: ${data.why}`)}
      </p>
    </section>
  );
}
