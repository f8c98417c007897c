import { useRef, useState } from 'react';
import { toProblem } from '../../api/errors';
import { Suggestions } from '../../suggestions/Suggestions';
import { useQueryTokens } from '../../suggestions/useQueryTokens';
import { useSuggestions } from '../../suggestions/useSuggestions';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import { isComposing } from '../../ui/isComposing';
import styles from './Views.module.css';

export interface ViewValues {
  name: string;
  query: string;
}

interface Props {
  initial: ViewValues;
  /** A view saved from the search already has its query. */
  hasQuery?: boolean;
  /** It stands in a dialog, which has a frame of its own. */
  isBare?: boolean;
  submit: string;
  onSave: (values: ViewValues, refused: (error: unknown) => void) => void;
  onCancel: () => void;
}

/** The name of a saved view, and what it shows. */
export function ViewForm(props: Props) {
  const { initial, hasQuery = false, isBare = false, submit, onSave, onCancel } = props;
  const [problem, setProblem] = useState<FormProblem>();
  const [busy, setBusy] = useState(false);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a second way to the button Cancel.
    <div
      className={isBare ? undefined : styles.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented) return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Form
        problem={problem}
        busy={busy}
        onSubmit={({ name = '', query = initial.query }) => {
          const wrong = name.trim() === '' ? 'A view needs a name.' : undefined;
          if (wrong) return setProblem({ message: wrong, fields: { name: [wrong] } });
          setBusy(true);
          setProblem(undefined);
          onSave({ name: name.trim(), query: query.trim() }, (error) => {
            setBusy(false);
            setProblem(toProblem(error));
          });
        }}
      >
        <Field
          label="Name of the view"
          name="name"
          defaultValue={initial.name}
          maxLength={100}
          autoComplete="off"
          autoFocus
        />
        {!hasQuery && <QueryField initial={initial.query} />}
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

/** The query of a view, with suggestions while it is typed. */
function QueryField({ initial }: { initial: string }) {
  const [text, setText] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(input, text, useQueryTokens());
  return (
    <Field
      {...suggestions.field}
      ref={input}
      label="What it shows"
      name="query"
      maxLength={1000}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
      trailing={<Suggestions {...suggestions.list} />}
    />
  );
}
