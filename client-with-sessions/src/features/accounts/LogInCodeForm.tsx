import { hasKind } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import { useLogInWithCode } from '../../data/accounts/loginCode';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { CodeField } from './CodeField';

interface Props {
  onDone: () => void;
  /** Starts over, with what went wrong if anything did. */
  onRestart: (error?: unknown) => void;
}

/** Asks for the code that a login waits for after its password. */
export function LogInCodeForm({ onDone, onRestart }: Props) {
  const logIn = useLogInWithCode();
  const problem = useProblem(logIn.error);
  return (
    <Form
      busy={logIn.isPending}
      problem={problem}
      onSubmit={({ code = '' }) =>
        logIn.mutate(
          { code },
          {
            onSuccess: onDone,
            onError: (error) => {
              if (hasKind(error, 'login-expired')) onRestart(error);
            },
          },
        )
      }
    >
      <CodeField focused />
      <Button type="submit" variant="primary" busy={logIn.isPending}>
        {logIn.isPending ? 'Logging in…' : 'Log in'}
      </Button>
      <Button variant="quiet" onClick={() => onRestart()}>
        Start over
      </Button>
    </Form>
  );
}
