import { toProblem } from '../../api/errors';
import { useInvite } from '../../data/accounts/invites';
import { SignUpForm } from './SignUpForm';

interface Props {
  /** The token in the address. */
  invite: string;
  onDone: () => void;
}

/** Signs up where that takes an invite, and says before anything is typed if the invite is no good. */
export function InvitedSignUp({ invite, onDone }: Props) {
  const { error, isSuccess } = useInvite(invite);
  if (error) return <p role="alert">{toProblem(error).message}</p>;
  return isSuccess && <SignUpForm invite={invite} onDone={onDone} />;
}
