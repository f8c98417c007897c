import { useState } from 'react';
import { hasKind, toProblem } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import { useLogInWithLink, useLoginLink } from '../../data/accounts/loginLinks';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { CodeField } from './CodeField';

interface Props {
  token: string;
  onDone: () => void;
}

/** Says whom a link logs in, and does so when asked to. Programs that fetch links in advance use up none. */
export function LoginLinkForm({ token, onDone }: Props) {
  const logIn = useLogInWithLink();
  const link = useLoginLink(token, !logIn.isSuccess);
  const [wantsCode, setWantsCode] = useState(false);
  const problem = useProblem(logIn.error);
  if (link.error) return <p role="alert">{toProblem(link.error).message}</p>;
  if (!link.data) return null;
  const { username } = link.data;

  return (
    <Form
      busy={logIn.isPending}
      problem={problem}
      onSubmit={({ code }) =>
        logIn.mutate(
          { token, ...(code && { code }) },
          {
            onSuccess: onDone,
            onError: (error) => setWantsCode(hasKind(error, 'code-required')),
          },
        )
      }
    >
      <p>
        This link logs you in as <strong>{username}</strong>, once. Then you can set a new password.
      </p>
      {wantsCode && <CodeField focused />}
      <Button type="submit" variant="primary" busy={logIn.isPending} autoFocus>
        Log in as {username}
      </Button>
    </Form>
  );
}
