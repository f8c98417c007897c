import { hasKind, toProblem } from '../../api/errors';
import { useLogInByHeader } from '../../data/accounts/identities';
import { Button } from '../../ui/Button';
import list from '../../ui/List.module.css';

interface Props {
  /** Whom the proxy names. */
  user: string;
  onDone: () => void;
  /** The account has a second factor. */
  onCode: () => void;
}

/**
 * Logs in as the user that a proxy names. It waits for a press, so that nobody who logs out is
 * logged in again at once.
 */
export function ProxyLogIn({ user, onDone, onCode }: Props) {
  const logIn = useLogInByHeader();
  const logInNow = () =>
    logIn.mutate(undefined, {
      onSuccess: onDone,
      onError: (error) => hasKind(error, 'code-required') && onCode(),
    });
  return (
    <>
      <Button busy={logIn.isPending} onClick={logInNow}>
        Log in as {user}
      </Button>
      {logIn.error && !hasKind(logIn.error, 'code-required') && (
        <p role="alert" className={list.error}>
          {toProblem(logIn.error).message}
        </p>
      )}
    </>
  );
}
