import {
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import styles from './Form.module.css';

/** What was wrong with a form: one sentence, and the sentences for its fields. */
export interface FormProblem {
  message: string;
  fields: Record<string, string[]>;
}

const NO_ERRORS: string[] = [];
const FieldErrorsContext = createContext<Record<string, string[]>>({});

/** The errors of the input with this name. */
export function useFieldErrors(name: string): string[] {
  return useContext(FieldErrorsContext)[name] ?? NO_ERRORS;
}

interface Props {
  children: ReactNode;
  problem?: FormProblem | undefined;
  busy: boolean;
  onSubmit: (values: Record<string, string>) => void;
}

/** A form that shows each error beside its field and focuses the first field with one. */
export function Form({ children, problem, busy, onSubmit }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBeside, setBeside] = useState(false);
  const fields = useMemo(() => problem?.fields ?? {}, [problem]);

  useLayoutEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (Object.keys(fields).length > 0) wrong?.focus();
    // An error for a field this form lacks must still be shown.
    setBeside(wrong != null);
  }, [fields]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!busy) onSubmit(readValues(event.currentTarget));
  };

  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit} aria-busy={busy}>
      <FieldErrorsContext value={fields}>{children}</FieldErrorsContext>
      <div role="alert">
        {problem && !isBeside && <p className={styles.problem}>{problem.message}</p>}
      </div>
    </form>
  );
}

function readValues(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}
