import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { hasPasskeys } from '../../browser/hasPasskeys';
import { instanceQuery } from '../../data/accounts/instance';
import { usePendingLogOut } from '../../data/accounts/pendingLogOut';
import { LogInCodeForm } from '../../features/accounts/LogInCodeForm';
import { LogInForm } from '../../features/accounts/LogInForm';
import { OidcLogIn } from '../../features/accounts/OidcLogIn';
import { OidcMessage, oidcWord } from '../../features/accounts/OidcMessage';
import { ProxyLogIn } from '../../features/accounts/ProxyLogIn';
import { Button } from '../../ui/Button';
import { loadable } from '../../ui/loadable';
import { PageTitle } from '../../ui/PageTitle';
import styles from '../FormLayout.module.css';
import { OtherAddress } from './OtherAddress';
import { paths, safeNext } from './paths';

const PasskeyLogIn = loadable(async () => {
  const { PasskeyLogIn } = await import('../../features/accounts/PasskeyLogIn');
  return PasskeyLogIn;
});

/** Logs in, and returns to the page that needed it. */
export function LogInPage() {
  const { next } = useSearch({ from: '/outside' });
  const { history } = useRouter();
  const { data: instance } = useQuery(instanceQuery);
  const isLogOutPending = usePendingLogOut();
  const hash = useLocation({ select: (location) => location.hash });
  const oidcName = instance?.oidc_name;
  const isPasskeyHost = hasPasskeys(instance?.passkey_host);
  const proxyUser = instance?.proxy_user;
  const search = next ? `?next=${encodeURIComponent(next)}` : '';
  const showWord = (word: string) => history.replace(`${paths.logIn}${search}${word}`);
  const restart = (error?: unknown) => showWord(error ? '#oidc=expired' : '');
  const onDone = () => history.push(safeNext(next));

  return (
    <>
      <PageTitle>Log in</PageTitle>
      {isLogOutPending && (
        <p role="status" className={styles.notice}>
          You are logged out on this page, but the server could not be reached. Until it can be, the
          session stays open there.
        </p>
      )}
      <OtherAddress instance={instance} />
      {next && !isLogOutPending && (
        <p className={styles.other}>Log in to continue where you were.</p>
      )}
      {hash && <OidcMessage hash={hash} />}
      {oidcWord(hash) === 'code' ? (
        <LogInCodeForm onDone={onDone} onRestart={restart} />
      ) : (
        <LogInForm onDone={onDone} />
      )}
      {(oidcName || proxyUser || isPasskeyHost) && (
        <div className={styles.ways}>
          {isPasskeyHost && (
            <PasskeyLogIn.Component
              onDone={onDone}
              fallback={<Button busy>Log in with a passkey</Button>}
            />
          )}
          {proxyUser && (
            <ProxyLogIn user={proxyUser} onDone={onDone} onCode={() => showWord('#oidc=code')} />
          )}
          {oidcName && <OidcLogIn name={oidcName} next={safeNext(next)} />}
        </div>
      )}
      <p className={styles.other}>
        {instance?.signup === 'open' && (
          <>
            No account yet?{' '}
            <Link to={paths.signUp} search={{ next }}>
              Sign up
            </Link>
          </>
        )}
      </p>
    </>
  );
}
