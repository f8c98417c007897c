import { Link, Outlet, useNavigate, useRouteContext } from '@tanstack/react-router';
import { CommandsProvider } from '../commands/CommandsProvider';
import { useLogOut } from '../data/accounts/useLogOut';
import { useNewDay } from '../data/cache/useNewDay';
import { MutationsProvider, useMutations } from '../data/MutationsProvider';
import { useWarnBeforeUnload } from '../data/outbox/useWarnBeforeUnload';
import { useSettings } from '../data/queries/settings';
import { Bulk } from '../features/bulk/Bulk';
import { Moving } from '../features/moving/Moving';
import { useChooseTheme } from '../features/settings/themes';
import { useAccountTheme } from '../features/settings/useAccountTheme';
import { SaveQueryContext } from '../features/tasks/list/saveQuery';
import { TimerHost } from '../features/time/bar/TimerHost';
import { DropsProvider } from '../selection/Drops';
import { OpenTaskProvider } from '../selection/OpenTask';
import { SelectionProvider } from '../selection/SelectionProvider';
import { TaskMenuProvider } from '../selection/TaskMenu';
import { ClockContext } from '../ui/ClockContext';
import { SearchLinkContext } from '../ui/SearchLink';
import { useToasts } from '../ui/Toasts';
import { useLatest } from '../ui/useLatest';
import styles from './AppLayout.module.css';
import { Brand } from './Brand';
import { MainNav } from './MainNav';
import { PaletteHost } from './PaletteHost';
import { PaletteProvider, usePalette } from './PaletteProvider';
import { paths } from './pages/paths';
import { saveQuery } from './saveQuery';
import { TaskPanelHost } from './TaskPanelHost';
import { UserMenu } from './UserMenu';
import { useAccountTime } from './useAccountTime';
import { useAppCommands } from './useAppCommands';
import { useFocus } from './useFocus';
import { useLiveChanges } from './useLiveChanges';
import { useOpenTaskInAddress } from './useOpenTaskInAddress';
import { useSelecting } from './useSelecting';
import { useSendLocale } from './useSendLocale';
import { useSettled } from './useSettled';
import { useToSearch } from './useToSearch';

/** The frame of every page for logged-in users, with its providers. */
export function AppLayout() {
  const { user } = useRouteContext({ from: '/inside' });
  const toasts = useToasts();
  const navigate = useNavigate();
  const open = useLatest((task: number) => {
    void navigate({ to: '.', search: (before) => ({ ...before, task }), resetScroll: false });
  });
  return (
    <MutationsProvider key={user.id} owner={user.id} toasts={toasts} onOpen={open}>
      <SelectionProvider>
        <PaletteProvider>
          <DropsProvider>
            <TaskMenuProvider>
              <Frame username={user.username} />
            </TaskMenuProvider>
          </DropsProvider>
        </PaletteProvider>
      </SelectionProvider>
    </MutationsProvider>
  );
}

function Frame({ username }: { username: string }) {
  useSettled();
  useLiveChanges();
  useNewDay();
  useWarnBeforeUnload(useMutations().conflicts);
  useSelecting();
  useAccountTheme();
  useAccountTime();
  useSendLocale();
  const clock = useSettings().settings?.clock;
  const openTask = useOpenTaskInAddress();
  const toSearch = useToSearch();
  const { open } = usePalette();
  const navigate = useNavigate();
  // Even if the request failed; the login page says so.
  const { mutate: logOut } = useLogOut(() => navigate({ to: paths.logIn }));
  const chooseTheme = useChooseTheme();
  const focus = useFocus();
  const commands = useAppCommands({ openPalette: open, logOut, chooseTheme });
  return (
    <CommandsProvider commands={commands}>
      <OpenTaskProvider value={openTask}>
        <ClockContext value={clock}>
          <div className={styles.frame}>
            <header className={styles.header}>
              <div className={styles.bar}>
                <Link to={paths.today} className={styles.home}>
                  <Brand />
                </Link>
              </div>
              <MainNav />
              <div className={styles.user}>
                <UserMenu username={username} onLogOut={logOut} />
              </div>
            </header>
            <main id="main" tabIndex={-1} className={styles.main}>
              {/* Before the page, whose commands come first because they are registered later. */}
              <Moving linkTo={linkTo} />
              <SearchLinkContext value={toSearch}>
                <SaveQueryContext value={saveQuery}>
                  <Outlet />
                </SaveQueryContext>
              </SearchLinkContext>
            </main>
            <TaskPanelHost />
            <TimerHost onOpen={openTask.goTo} onFocus={focus} />
          </div>
          <Bulk />
          <PaletteHost />
        </ClockContext>
      </OpenTaskProvider>
    </CommandsProvider>
  );
}

function linkTo(task: number): string {
  return `${paths.tasks}?task=${task}`;
}
