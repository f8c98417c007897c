import { Link, Outlet, useRouteContext } from '@tanstack/react-router';
import styles from './AppLayout.module.css';
import { Brand } from './Brand';
import { paths } from './paths';
import { UserMenu } from './UserMenu';

/** The frame of every page inside: the product's name, the user's menu, the page. */
export function AppLayout() {
  const { user } = useRouteContext({ from: '/inside' });
  return (
    <>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to={paths.tasks} className={styles.home}>
            <Brand />
          </Link>
          <UserMenu username={user.username} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </>
  );
}
