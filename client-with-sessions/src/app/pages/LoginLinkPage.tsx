import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { LoginLinkForm } from '../../features/accounts/LoginLinkForm';
import { PageTitle } from '../../ui/PageTitle';
import styles from '../FormLayout.module.css';
import { paths } from './paths';

/** Logs in with a link, and leads to where a new password is set. */
export function LoginLinkPage() {
  const token = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  return (
    <>
      <PageTitle>Log in with a link</PageTitle>
      <LoginLinkForm
        token={token}
        onDone={() => void navigate({ to: paths.settings, hash: 'password', replace: true })}
      />
      <p className={styles.other}>
        <Link to={paths.logIn}>Log in with your password</Link>
      </p>
    </>
  );
}
