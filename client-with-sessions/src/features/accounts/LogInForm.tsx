import { useProblem } from '../../api/useProblem';
import { useLogIn } from '../../data/accounts/accounts';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { PasswordField } from '../../ui/PasswordField';

/** Asks for a username and a password, and calls back once they are right. */
export function LogInForm({ onDone }: { onDone: () => void }) {
  const logIn = useLogIn();
  const problem = useProblem(logIn.error);

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
        autoComplete="username"
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
