import { useState } from 'react';
import { hasKind } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import { useLogIn } from '../../data/accounts/accounts';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { PasswordField } from '../../ui/PasswordField';
import { LogInCodeForm } from './LogInCodeForm';

/** Asks for a username and a password, then for a code if it takes one, and calls back once they are right. */
export function LogInForm({ onDone }: { onDone: () => void }) {
  const logIn = useLogIn();
  const [restartedBy, setRestartedBy] = useState<unknown>();
  const problem = useProblem(logIn.error ?? restartedBy);

  if (hasKind(logIn.error, 'code-required')) {
    const restart = (error?: unknown) => {
      setRestartedBy(error);
      logIn.reset();
    };
    return <LogInCodeForm onDone={onDone} onRestart={restart} />;
  }

  return (
    <Form
      busy={logIn.isPending}
      problem={problem}
      onSubmit={({ username = '', password = '' }) =>
        logIn.mutate({ username, password }, { onSuccess: onDone })
      }
    >
      <Field
        label="Username"
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        autoFocus
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary" busy={logIn.isPending}>
        {logIn.isPending ? 'Logging in…' : 'Log in'}
      </Button>
    </Form>
  );
}
