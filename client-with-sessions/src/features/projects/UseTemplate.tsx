import { useRef, useState } from 'react';
import { type Problem, toProblem } from '../../api/errors';
import type { ListedProject } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { duplicateProject } from '../../data/mutations/duplicateProject';
import { DateField } from '../../dates/DateField';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import styles from './UseTemplate.module.css';

interface Props {
  template: ListedProject;
  /** Opens the project that was made. */
  onMade: (id: number) => void;
  onClose: () => void;
}

/** The first or the last day of the new project. */
interface Days {
  first_day?: string | undefined;
  last_day?: string | undefined;
}

/** Makes a project from a template: asks for its name and the day it begins or ends. */
export function UseTemplate({ template, onMade, onClose }: Props) {
  const { mutate } = useMutations();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [days, setDays] = useState<Days>({});
  const content = useRef<HTMLDivElement>(null);

  const make = (name: string) => {
    setBusy(true);
    setProblem(undefined);
    mutate(duplicateProject({ project: template, ...(name !== '' && { name }), ...days }), {
      done({ created }) {
        onClose();
        if (created !== undefined) onMade(created);
      },
      refused(error) {
        setBusy(false);
        setProblem(toProblem(error));
        return true;
      },
    });
  };

  return (
    <Dialog title={`New project from “${template.name}”`} onClose={onClose}>
      <div ref={content} className={styles.content}>
        <Form problem={problem} busy={busy} onSubmit={({ name = '' }) => make(name.trim())}>
          <Field
            label="Name of the new project"
            name="name"
            defaultValue={plainName(template.name)}
            maxLength={100}
            autoComplete="off"
            autoFocus
          />
        </Form>
        {/* They have forms of their own, so they stand beside that of the name. */}
        <div className={styles.days}>
          <DateField
            label="Starts on"
            value={days.first_day ?? null}
            empty="Keep the dates"
            onSave={({ date }) => setDays({ first_day: date ?? undefined })}
          />
          <DateField
            label="Ends on"
            value={days.last_day ?? null}
            empty="Keep the dates"
            onSave={({ date }) => setDays({ last_day: date ?? undefined })}
          />
        </div>
        <p className={styles.hint}>All dates move with the first or the last day.</p>
        <div className={styles.buttons}>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => content.current?.querySelector('form')?.requestSubmit()}
          >
            Make the project
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** A template's name without the mark that a copy has. */
function plainName(name: string): string {
  return name.replace(/ \(template(?: \d+)?\)$/, '');
}
