import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Colour } from '../../api/types';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import { isComposing } from '../../ui/isComposing';
import { ColourChoice } from './ColourChoice';
import styles from './Projects.module.css';

export interface ProjectValues {
  name: string;
  colour: Colour;
}

interface Props {
  label: string;
  submit: string;
  initial: ProjectValues;
  /** Calls `refused` with the error if the server refuses. */
  onSave: (values: ProjectValues, refused: (error: unknown) => void) => void;
  onCancel: () => void;
}

/** The name and the colour of a project. */
export function ProjectForm({ label, submit, initial, onSave, onCancel }: Props) {
  const [problem, setProblem] = useState<FormProblem>();
  const [busy, setBusy] = useState(false);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a second way to the button Cancel.
    <div
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Form
        problem={problem}
        busy={busy}
        onSubmit={({ name = '', colour }) => {
          const wrong = name.trim() === '' ? 'A project needs a name.' : undefined;
          if (wrong) return setProblem({ message: wrong, fields: { name: [wrong] } });
          setBusy(true);
          setProblem(undefined);
          onSave({ name: name.trim(), colour: colour as Colour }, (error) => {
            setBusy(false);
            setProblem(toProblem(error));
          });
        }}
      >
        <Field
          label={label}
          name="name"
          defaultValue={initial.name}
          maxLength={100}
          autoComplete="off"
          autoFocus
        />
        <ColourChoice initial={initial.colour} />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={busy}>
            {submit}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </Form>
    </div>
  );
}
