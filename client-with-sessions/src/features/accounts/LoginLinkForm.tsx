import { toProblem } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import { useLogInWithLink, useLoginLink } from '../../data/accounts/loginLinks';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';

interface Props {
  token: string;
  onDone: () => void;
}

/** Says whom a link logs in, and does so when asked to. Programs that fetch links in advance use up none. */
export function LoginLinkForm({ token, onDone }: Props) {
  const logIn = useLogInWithLink();
  const link = useLoginLink(token, !logIn.isSuccess);
  const problem = useProblem(logIn.error);
  if (link.error) return <p role="alert">{toProblem(link.error).message}</p>;
  if (!link.data) return null;
  const { username } = link.data;

  return (
    <Form
      busy={logIn.isPending}
      problem={problem}
      onSubmit={() => logIn.mutate({ token }, { onSuccess: onDone })}
    >
      <p>
        This link logs you in as <strong>{username}</strong>, once. Then you can set a new password.
      </p>
      <Button type="submit" variant="primary" busy={logIn.isPending} autoFocus>
        Log in as {username}
      </Button>
    </Form>
  );
}
