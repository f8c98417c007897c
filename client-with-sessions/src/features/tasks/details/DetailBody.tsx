import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { usePrint } from '../../../commands/usePrint';
import { useMutations } from '../../../data/MutationsProvider';
import type { Then } from '../../../data/makeMutations';
import { deleteTask } from '../../../data/mutations/deleteTask';
import { urgencyQuery } from '../../../data/queries/taskDetails';
import { Button } from '../../../ui/Button';
import { Day } from '../../../ui/Day';
import { ConflictChoice } from '../conflict/ConflictChoice';
import { Refusal } from '../row/Refusal';
import { useSaving } from '../row/saving';
import { DetailFields } from './DetailFields';
import { DetailText } from './DetailText';
import { PutOffCard } from './PutOffCard';
import { Recurrence } from './Recurrence';
import { Subtasks } from './Subtasks';
import styles from './TaskDetails.module.css';
import { useDraft } from './useDraft';
import { useOwnRefusal } from './useOwnRefusal';

interface Props {
  task: Task;
  owner: number;
  /** It was deleted elsewhere. */
  isGone: boolean;
  onSave: (patch: TaskPatch, seen?: Task, then?: Then) => void;
  onOpen: (id: number) => void;
  onClose: () => void;
  onHistory: (task: Task) => void;
  /** What other features show of it. */
  children?: ReactNode;
}

/** The fields of a task; of one that is gone, only what was typed and not saved. */
export function DetailBody(props: Props) {
  const { task, owner, isGone, onSave, onOpen, onClose, onHistory, children } = props;
  const draft = useDraft({ task, owner, isGone, onSave });
  const refused = useOwnRefusal(task.id);
  const saving = useSaving();
  const { mutate } = useMutations();
  const print = usePrint();
  const isKept = draft.isUnsent || draft.asked !== undefined;

  return (
    <>
      {draft.asked && !isGone && (
        <div className={styles.asked}>
          <ConflictChoice task={task} mine={draft.asked} onChosen={draft.letGo} />
        </div>
      )}
      <div className={styles.body}>
        {refused && <Refusal refused={refused} actions={saving} />}
        {(!isGone || isKept) && <DetailText task={task} draft={draft} />}
        {isGone && isKept && (
          <KeptText
            onSave={() => {
              const { seen, patch } = draft.change();
              saving.revive(seen, patch);
              draft.discard();
            }}
            onDiscard={draft.discard}
          />
        )}
        {!isGone && (
          <>
            <PutOffCard task={task} onSmaller={focusSubtaskLine} />
            <DetailFields task={task} draft={draft} onSave={onSave} />
            <Recurrence task={task} onSave={onSave} />
            <Subtasks {...{ owner, task, onOpen }} />
            {children}
            <Why id={task.id} isOpen={task.status === 'open'} />
            <div className={styles.foot}>
              <p className={styles.dates}>
                Added <Day at={task.created_at} />
              </p>
              <Button variant="quiet" onClick={() => onHistory(task)}>
                History
              </Button>
              <Button variant="quiet" onClick={print}>
                Print
              </Button>
              <Button
                variant="quietDanger"
                onClick={() => {
                  draft.discard();
                  mutate(deleteTask({ task }));
                  onClose();
                }}
              >
                Delete
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

/** What can be done with text that was typed into a task which is gone. */
function KeptText({ onSave, onDiscard }: { onSave: () => void; onDiscard: () => void }) {
  return (
    <>
      <p role="alert" className={styles.problem}>
        This task was deleted elsewhere. What you typed is kept.
      </p>
      <div className={styles.actions}>
        <Button variant="primary" onClick={onSave}>
          Bring back and save
        </Button>
        <Button onClick={onDiscard}>Discard</Button>
      </div>
    </>
  );
}

/** Goes to the line below the subtasks. */
function focusSubtaskLine(): void {
  document.querySelector<HTMLElement>('[data-panel] [placeholder="Add a subtask"]')?.focus();
}

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
