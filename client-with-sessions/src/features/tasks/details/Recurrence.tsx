import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { skipTask } from '../../../data/mutations/skipTask';
import { usePendingMutations } from '../../../data/outbox/pending';
import { occurrencesQuery } from '../../../data/queries/taskDetails';
import { useToday } from '../../../data/queries/today';
import { dayLabel } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { ruleInWords } from '../../../words/recurrenceWords';
import { RecurrenceEditor } from './RecurrenceEditor';
import styles from './TaskDetails.module.css';

interface Props {
  task: Task;
  onSave: (patch: TaskPatch) => void;
}

/** How a task repeats: in words, with its next dates and ways to change it. */
export function Recurrence({ task, onSave }: Props) {
  const { recurrence } = task;
  const [isEditing, setIsEditing] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const { mutate } = useMutations();
  const today = useToday();
  const next = useNextDates(task);

  const repeat = (rule: string, from: 'due' | 'completion', due = today) =>
    // A series needs a first date, unless the task has a due date.
    onSave({ recurrence: { rule, from }, ...(task.due === null && { due }) });

  return (
    <section className={styles.part} aria-label="Repeats">
      <h3 className={styles.name}>Repeats</h3>
      {recurrence ? (
        <>
          <Rule recurrence={recurrence} words={next?.words} />
          {task.status === 'open' && <NextDates dates={next?.occurrences} today={today} />}
        </>
      ) : (
        !isEditing && <p className="visually-hidden">Does not repeat.</p>
      )}
      {isEditing && (
        <RecurrenceEditor
          recurrence={recurrence}
          first={task.due?.slice(0, 10) ?? today}
          onChange={repeat}
        />
      )}
      <div className={styles.actions}>
        <Button
          ref={change}
          variant="quiet"
          aria-expanded={isEditing}
          onClick={() => setIsEditing(!isEditing)}
        >
          {isEditing ? 'Close' : recurrence ? 'Change' : 'Repeat it'}
        </Button>
        {recurrence && task.status === 'open' && (
          <Button variant="quiet" onClick={() => mutate(skipTask({ task }))}>
            Skip this one
          </Button>
        )}
        {recurrence && (
          <Button
            variant="quiet"
            onClick={() => {
              setIsEditing(false);
              onSave({ recurrence: null });
              // This button disappears along with the recurrence.
              change.current?.focus();
            }}
          >
            Stop
          </Button>
        )}
      </div>
    </section>
  );
}

/** The next dates, asked for once the server knows how the task repeats. */
function useNextDates(task: Task) {
  const isSaving = usePendingMutations().some((pending) => pending.task?.id === task.id);
  const enabled = task.recurrence !== null && !isSaving;
  return useQuery({ ...occurrencesQuery(task), enabled }).data;
}

interface RuleProps {
  recurrence: NonNullable<Task['recurrence']>;
  words: string | null | undefined;
}

function Rule({ recurrence: { rule, from }, words }: RuleProps) {
  const own = ruleInWords(rule);
  return (
    <p className={styles.rule}>
      {sentence(own ?? words ?? rule)}
      {own !== undefined && from === 'completion' && ', counted from when it is done'}
    </p>
  );
}

function NextDates({ dates, today }: { dates: string[] | undefined; today: string }) {
  const words = dates?.map((date) => dayLabel(date.slice(0, 10), today));
  return (
    <p className={styles.next}>
      {words && (words.length === 0 ? 'This is the last one.' : `Then ${words.join(' · ')}.`)}
    </p>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
