import { useProblem } from '../../api/useProblem';
import type { Proof } from '../../data/accounts/secondFactor';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { PasswordField } from '../../ui/PasswordField';
import { CodeField } from './CodeField';

interface Props {
  /** What the button does. */
  label: string;
  isDangerous?: boolean;
  busy: boolean;
  error: unknown;
  onSubmit: (proof: Proof) => void;
  onCancel: () => void;
}

/** Asks for the password and a code before the second factor changes. */
export function ProofForm({ label, isDangerous, busy, error, onSubmit, onCancel }: Props) {
  const problem = useProblem(error);
  return (
    <Form
      busy={busy}
      problem={problem}
      onSubmit={({ password = '', code = '' }) => onSubmit({ password, code })}
    >
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus
      />
      <CodeField />
      <div className={list.actions}>
        <Button type="submit" variant={isDangerous ? 'danger' : 'primary'} busy={busy}>
          {label}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </Form>
  );
}
