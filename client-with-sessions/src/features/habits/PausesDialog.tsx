import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Pause } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { createPause } from '../../data/mutations/createPause';
import { deletePause } from '../../data/mutations/deletePause';
import { updatePause } from '../../data/mutations/updatePause';
import { usePauses } from '../../data/queries/pauses';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import { ListState } from '../../ui/ListState';
import { shortDay } from '../../words/habits';
import styles from './Habits.module.css';

interface Props {
  today: string;
  onClose: () => void;
}

/** The pauses: on their days no habit is due, and no streak breaks. */
export function PausesDialog({ today, onClose }: Props) {
  const { mutate } = useMutations();
  const query = usePauses();
  const [edited, setEdited] = useState<Pause>();
  const pauses = query.data ?? [];
  return (
    <Dialog title="Pauses" onClose={onClose}>
      <p className={styles.hint}>
        For holidays and illness: on these days no habit is due, and no streak breaks.
      </p>
      <ListState
        what="The pauses"
        rows={2}
        isLoading={query.isPending}
        problem={query.error ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {pauses.length > 0 && (
        <ul aria-label="Pauses" className={styles.list}>
          {pauses.map((pause) => (
            <li key={pause.id} className={styles.pause}>
              <span className={styles.name} dir="auto">
                {pause.reason}
                <span className={styles.hint}>{spanInWords(pause)}</span>
              </span>
              <Button
                variant="quiet"
                aria-label={`Change “${pause.reason}”`}
                onClick={() => setEdited(pause)}
              >
                Change
              </Button>
              <Button
                variant="quietDanger"
                aria-label={`Delete “${pause.reason}”`}
                onClick={() => {
                  if (edited?.id === pause.id) setEdited(undefined);
                  mutate(deletePause({ pause }));
                }}
              >
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      <PauseForm
        key={`${edited?.id} ${pauses.length}`}
        pause={edited}
        today={today}
        onSaved={() => setEdited(undefined)}
        onClose={onClose}
      />
    </Dialog>
  );
}

interface FormProps extends Props {
  pause: Pause | undefined;
  onSaved: () => void;
}

function PauseForm({ pause, today, onSaved, onClose }: FormProps) {
  const { mutate } = useMutations();
  const [problem, setProblem] = useState<FormProblem>();
  const [busy, setBusy] = useState(false);
  const save = ({ reason = '', first_day = '', last_day = '' }: Record<string, string>) => {
    if (reason.trim() === '') {
      const message = 'A pause needs a reason.';
      return setProblem({ message, fields: { reason: [message] } });
    }
    setBusy(true);
    setProblem(undefined);
    const fields = { reason: reason.trim(), first_day, last_day: last_day || null };
    mutate(pause ? updatePause({ pause, patch: fields }) : createPause(fields), {
      done: () => {
        setBusy(false);
        onSaved();
      },
      refused: (error) => {
        setBusy(false);
        setProblem(toProblem(error));
        return true;
      },
    });
  };
  return (
    <Form problem={problem} busy={busy} onSubmit={save}>
      <Field
        label="Reason"
        name="reason"
        maxLength={100}
        defaultValue={pause?.reason ?? ''}
        placeholder="Holidays"
        autoComplete="off"
      />
      <div className={styles.pair}>
        <Field label="From" name="first_day" type="date" defaultValue={pause?.first_day ?? today} />
        <Field
          label="To"
          name="last_day"
          type="date"
          hint="Empty: until you say"
          defaultValue={pause?.last_day ?? ''}
        />
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy}>
          {pause ? 'Save' : 'Add a pause'}
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Form>
  );
}

function spanInWords({ first_day, last_day }: Pause): string {
  if (last_day === null) return `since ${shortDay(first_day)}`;
  if (last_day === first_day) return shortDay(first_day);
  return `${shortDay(first_day)} to ${shortDay(last_day)}`;
}
