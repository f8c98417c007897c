import { useProblem } from '../../api/useProblem';
import { useSignUp } from '../../data/accounts/accounts';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { PasswordField } from '../../ui/PasswordField';

interface Props {
  /** The token of an invite, where signing up takes one. */
  invite?: string | undefined;
  onDone: () => void;
}

/** Creates an account, and calls back once it exists. */
export function SignUpForm({ invite, onDone }: Props) {
  const signUp = useSignUp();
  const problem = useProblem(signUp.error);

  return (
    <Form
      busy={signUp.isPending}
      problem={problem}
      onSubmit={({ username = '', password = '' }) =>
        signUp.mutate({ username, password, ...(invite && { invite }) }, { onSuccess: onDone })
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
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint="8 characters or more. Length makes it strong."
        required
      />
      <Button type="submit" variant="primary" busy={signUp.isPending}>
        {signUp.isPending ? 'Creating the account…' : 'Sign up'}
      </Button>
    </Form>
  );
}
