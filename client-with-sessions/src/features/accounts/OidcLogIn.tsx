import { toProblem } from '../../api/errors';
import { useBeginOidcLogIn } from '../../data/accounts/identities';
import { Button } from '../../ui/Button';
import list from '../../ui/List.module.css';

interface Props {
  /** What people call the issuer. */
  name: string;
  next: string;
}

/** Logs in at an issuer of OpenID Connect. */
export function OidcLogIn({ name, next }: Props) {
  const begin = useBeginOidcLogIn();
  return (
    <>
      <Button busy={begin.isPending} onClick={() => begin.mutate(next)}>
        Log in with {name}
      </Button>
      {begin.error && (
        <p role="alert" className={list.error}>
          {toProblem(begin.error).message}
        </p>
      )}
    </>
  );
}
