import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { hasStatus, toProblem } from '../../../api/errors';
import type { Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { useTaskDetails } from '../../../data/queries/taskDetails';
import { timerQuery, useTimer } from '../../../data/queries/timer';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { CloseIcon } from '../../../ui/icons';
import { setPageTitle } from '../../../ui/tabTitle';
import { FocusClock } from './FocusClock';
import styles from './FocusView.module.css';

interface Props {
  /** The task to show; without one, that of the timer. */
  on: number | undefined;
  onLeave: () => void;
  /** The rest of the task. */
  children: (task: Task) => ReactNode;
}

/** One task and its time, and nothing else. Escape leaves it; the timer goes on. */
export function FocusView({ on, onLeave, children }: Props) {
  const timer = useTimer();
  const { error, refetch } = useQuery(timerQuery);
  const id = on ?? timer?.running?.task_id ?? (timer?.running ? null : timer?.last?.task_id);
  useLeaving(onLeave);
  useEffect(() => setPageTitle('Focus · tracker'), []);

  return (
    <div data-calm className={styles.view}>
      <button
        type="button"
        className={styles.leave}
        aria-label="Leave the focus"
        title="Leave (Esc)"
        onClick={onLeave}
      >
        <CloseIcon />
      </button>
      {!timer && !error && (
        <p role="status" className="visually-hidden">
          Loading
        </p>
      )}
      {!timer && error && (
        <div role="alert" className={styles.problem}>
          <p>The timer could not be loaded. {toProblem(error).message}</p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      )}
      {timer && id == null && (
        <>
          <h1 tabIndex={-1} className={styles.title} dir="auto">
            {timer.running?.note ?? 'Focus'}
          </h1>
          {timer.running ? (
            <FocusClock timer={timer} onLeave={onLeave} />
          ) : (
            <EmptyState
              state="No task yet."
              advice="Press F on the row of a task, or Focus in its details."
            />
          )}
        </>
      )}
      {timer && id != null && (
        <FocusedTask id={id} onLeave={onLeave}>
          {children}
        </FocusedTask>
      )}
    </div>
  );
}

function FocusedTask({
  id,
  onLeave,
  children,
}: { id: number } & Pick<Props, 'onLeave' | 'children'>) {
  const { query, task } = useTaskDetails(id);
  const timer = useTimer();
  if (query.isError) {
    return (
      <div role="alert" className={styles.problem}>
        <h1 tabIndex={-1}>Focus</h1>
        <p>
          {hasStatus(query.error, 404)
            ? 'This task no longer exists. It may be in the trash.'
            : `The task could not be loaded. ${toProblem(query.error).message}`}
        </p>
      </div>
    );
  }
  if (!task || !timer) {
    return (
      <p role="status" className="visually-hidden">
        Loading
      </p>
    );
  }
  return (
    <>
      <h1 tabIndex={-1} className={styles.title} dir="auto">
        {task.title}
      </h1>
      <FocusClock timer={timer} task={task} onLeave={onLeave} />
      <div className={styles.rest}>{children(task)}</div>
    </>
  );
}

/** Escape leaves, and so does the palette. */
function useLeaving(onLeave: () => void): void {
  const latest = useRef(onLeave);
  useEffect(() => {
    latest.current = onLeave;
  });
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'focus.leave',
        group: 'This page',
        label: 'Leave the focus',
        words: 'back close',
        keys: ['Escape'],
        run: always(() => latest.current()),
      },
    ],
    [],
  );
  useCommands(commands);
}
