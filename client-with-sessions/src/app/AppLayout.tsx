import { Link, Outlet, useRouteContext } from '@tanstack/react-router';
import { CommandsProvider } from '../commands/CommandsProvider';
import { MutationsProvider } from '../data/MutationsProvider';
import { useWarnBeforeUnload } from '../data/outbox/useWarnBeforeUnload';
import { useSettings } from '../data/queries/settings';
import { Bulk } from '../features/bulk/Bulk';
import { useAccountTheme } from '../features/settings/useAccountTheme';
import { OpenTaskProvider } from '../selection/OpenTask';
import { SelectionProvider } from '../selection/SelectionProvider';
import { ClockContext } from '../ui/ClockContext';
import { classNames } from '../ui/classNames';
import { useToasts } from '../ui/Toasts';
import styles from './AppLayout.module.css';
import { Brand } from './Brand';
import { MainNav } from './MainNav';
import { PaletteHost } from './PaletteHost';
import { PaletteProvider, usePalette } from './PaletteProvider';
import { paths } from './pages/paths';
import { TaskPanelHost } from './TaskPanelHost';
import { UserMenu } from './UserMenu';
import { useAppCommands } from './useAppCommands';
import { useLiveChanges } from './useLiveChanges';
import { useOpenTaskInAddress } from './useOpenTaskInAddress';
import { useSelecting } from './useSelecting';
import { useSendZone } from './useSendZone';

/** The frame of every page for logged-in users, with its providers. */
export function AppLayout() {
  const { user } = useRouteContext({ from: '/inside' });
  const toasts = useToasts();
  return (
    <MutationsProvider key={user.id} owner={user.id} toasts={toasts}>
      <SelectionProvider>
        <PaletteProvider>
          <Frame username={user.username} />
        </PaletteProvider>
      </SelectionProvider>
    </MutationsProvider>
  );
}

function Frame({ username }: { username: string }) {
  useLiveChanges();
  useWarnBeforeUnload();
  useSelecting();
  useAccountTheme();
  useSendZone();
  const clock = useSettings().settings?.clock;
  const openTask = useOpenTaskInAddress();
  const { open } = usePalette();
  const commands = useAppCommands(open);
  return (
    <CommandsProvider commands={commands}>
      <OpenTaskProvider value={openTask}>
        <ClockContext value={clock}>
          <div className={classNames(styles.frame, openTask.id !== undefined && styles.withPanel)}>
            <header className={styles.header}>
              <div className={styles.bar}>
                <Link to={paths.today} className={styles.home}>
                  <Brand />
                </Link>
              </div>
              <MainNav />
              <div className={styles.user}>
                <UserMenu username={username} />
              </div>
            </header>
            <main id="main" tabIndex={-1} className={styles.main}>
              <Outlet />
            </main>
            <TaskPanelHost />
          </div>
          <Bulk />
          <PaletteHost />
        </ClockContext>
      </OpenTaskProvider>
    </CommandsProvider>
  );
}
