import { Link, Outlet, useRouteContext } from '@tanstack/react-router';
import { ChangesProvider } from '../changes/ChangesProvider';
import { useWarnBeforeLeaving } from '../changes/useWarnBeforeLeaving';
import { ShortcutsProvider } from '../ui/ShortcutsProvider';
import styles from './AppLayout.module.css';
import { Brand } from './Brand';
import { MainNav } from './MainNav';
import { paths } from './paths';
import { UserMenu } from './UserMenu';
import { useAppShortcuts } from './useAppShortcuts';
import { useLiveChanges } from './useLiveChanges';

/** The frame of every page inside, and what works on all of them. */
export function AppLayout() {
  const { user } = useRouteContext({ from: '/inside' });
  return (
    <ChangesProvider key={user.id} owner={user.id}>
      <Frame username={user.username} />
    </ChangesProvider>
  );
}

/** The product's name, the ways to the pages, the user's menu, the page. */
function Frame({ username }: { username: string }) {
  useLiveChanges();
  useWarnBeforeLeaving();
  return (
    <ShortcutsProvider shortcuts={useAppShortcuts()}>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to={paths.tasks} className={styles.home}>
            <Brand compact />
          </Link>
          <MainNav />
          <UserMenu username={username} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </ShortcutsProvider>
  );
}
