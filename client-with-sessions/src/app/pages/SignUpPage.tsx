import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useRouter, useSearch } from '@tanstack/react-router';
import type { Instance } from '../../api/types';
import { instanceQuery } from '../../data/accounts/instance';
import { InvitedSignUp } from '../../features/accounts/InvitedSignUp';
import { SignUpForm } from '../../features/accounts/SignUpForm';
import { PageTitle } from '../../ui/PageTitle';
import styles from '../FormLayout.module.css';
import { OtherAddress } from './OtherAddress';
import { paths, safeNext } from './paths';

/** Creates an account, if the server allows it. */
export function SignUpPage() {
  const { next } = useSearch({ from: '/outside' });
  const { history } = useRouter();
  const invite = useLocation({ select: ({ hash }) => hash });
  const { data: instance } = useQuery(instanceQuery);

  return (
    <>
      <PageTitle>Sign up</PageTitle>
      <OtherAddress instance={instance} />
      <WaysIn
        signup={instance?.signup}
        invite={invite}
        onDone={() => history.push(safeNext(next))}
      />
      <p className={styles.other}>
        Have an account?{' '}
        <Link to={paths.logIn} search={{ next }}>
          Log in
        </Link>
      </p>
    </>
  );
}

interface WaysInProps {
  /** Undefined until the server has said. */
  signup: Instance['signup'] | undefined;
  invite: string;
  onDone: () => void;
}

function WaysIn({ signup, invite, onDone }: WaysInProps) {
  if (signup === 'closed') {
    return <p>Sign-up is closed on this server. Ask whoever runs it for an account.</p>;
  }
  if (invite !== '' && signup !== 'open') return <InvitedSignUp invite={invite} onDone={onDone} />;
  if (signup === 'invite') {
    return <p>Signing up here takes an invitation. Ask whoever runs this server for a link.</p>;
  }
  return <SignUpForm onDone={onDone} />;
}
