import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useRouter, useSearch } from '@tanstack/react-router';
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
      {instance?.signup === 'closed' && (
        <p>Sign-up is closed on this server. Ask whoever runs it for an account.</p>
      )}
      {instance?.signup === 'invite' && (
        <InvitedSignUp invite={invite} onDone={() => history.push(safeNext(next))} />
      )}
      {instance?.signup !== 'closed' && instance?.signup !== 'invite' && (
        <SignUpForm onDone={() => history.push(safeNext(next))} />
      )}
      <p className={styles.other}>
        Have an account?{' '}
        <Link to={paths.logIn} search={{ next }}>
          Log in
        </Link>
      </p>
    </>
  );
}
