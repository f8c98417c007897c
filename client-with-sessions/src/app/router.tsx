import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router';
import { whenSettled } from '../browser/settled';
import { currentUserQuery } from '../data/accounts/accounts';
import { expectsUser } from '../data/accounts/browserUser';
import { ErrorPage } from './ErrorPage';
import { FormLayout } from './FormLayout';
import { NotFoundPage } from './NotFoundPage';
import { PendingPage } from './PendingPage';
import { paths, safeNext } from './pages/paths';
import { RootLayout } from './RootLayout';
import {
  readAdding,
  readCalendarSearch,
  readClosedDay,
  readFocused,
  readNext,
  readOpenTask,
  readProjectSearch,
  readSearch,
  readTaskSearch,
  readTimeSearch,
  readYear,
} from './searchParams';

const AppLayout = lazyRouteComponent(() => import('./AppLayout'), 'AppLayout');
const InboxPage = lazyRouteComponent(() => import('./pages/InboxPage'), 'InboxPage');
const TodayPage = lazyRouteComponent(() => import('./pages/TodayPage'), 'TodayPage');
const UpcomingPage = lazyRouteComponent(() => import('./pages/UpcomingPage'), 'UpcomingPage');
const CalendarPage = lazyRouteComponent(() => import('./pages/CalendarPage'), 'CalendarPage');
const TimePage = lazyRouteComponent(() => import('./pages/TimePage'), 'TimePage');
const FocusPage = lazyRouteComponent(() => import('./pages/FocusPage'), 'FocusPage');
const PlanPage = lazyRouteComponent(() => import('./pages/PlanPage'), 'PlanPage');
const ClosePage = lazyRouteComponent(() => import('./pages/ClosePage'), 'ClosePage');
const WeekPage = lazyRouteComponent(() => import('./pages/WeekPage'), 'WeekPage');
const DonePage = lazyRouteComponent(() => import('./pages/DonePage'), 'DonePage');
const StatisticsPage = lazyRouteComponent(() => import('./pages/StatisticsPage'), 'StatisticsPage');
const TasksPage = lazyRouteComponent(() => import('./pages/TasksPage'), 'TasksPage');
const ActivityPage = lazyRouteComponent(() => import('./pages/ActivityPage'), 'ActivityPage');
const TrashPage = lazyRouteComponent(() => import('./pages/TrashPage'), 'TrashPage');
const ProjectsPage = lazyRouteComponent(() => import('./pages/ProjectsPage'), 'ProjectsPage');
const ProjectPage = lazyRouteComponent(() => import('./pages/ProjectPage'), 'ProjectPage');
const HabitsPage = lazyRouteComponent(() => import('./pages/HabitsPage'), 'HabitsPage');
const HabitPage = lazyRouteComponent(() => import('./pages/HabitPage'), 'HabitPage');
const SearchPage = lazyRouteComponent(() => import('./pages/SearchPage'), 'SearchPage');
const ViewPage = lazyRouteComponent(() => import('./pages/ViewPage'), 'ViewPage');
const SettingsPage = lazyRouteComponent(() => import('./pages/SettingsPage'), 'SettingsPage');
const LogInPage = lazyRouteComponent(() => import('./pages/LogInPage'), 'LogInPage');
const LoginLinkPage = lazyRouteComponent(() => import('./pages/LoginLinkPage'), 'LoginLinkPage');
const SignUpPage = lazyRouteComponent(() => import('./pages/SignUpPage'), 'SignUpPage');

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: RootLayout,
});

const home = createRoute({ getParentRoute: () => root, path: paths.home, beforeLoad: toToday });
const app = createRoute({ getParentRoute: () => root, path: paths.app, beforeLoad: toToday });

/** The pages of someone who is logged in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: AppLayout,
  validateSearch: readOpenTask,
  beforeLoad: async ({ context, location }) => {
    // Most people open Today: fetch the page while the server is asked who is logged in.
    const isFirst = context.queryClient.getQueryData(currentUserQuery.queryKey) === undefined;
    if (isFirst && expectsUser()) {
      for (const page of [AppLayout, TodayPage]) void page.preload?.();
      void fetchFrame(context, location);
    }
    const user = await context.queryClient.ensureQueryData(currentUserQuery);
    if (user) return { user };
    // A login opens Today anyway.
    const search = location.href === paths.today ? {} : { next: location.href };
    throw redirect({ to: paths.logIn, search, replace: true });
  },
  loader: ({ context, location }) => fetchFrame(context, location),
  staleTime: Number.POSITIVE_INFINITY,
  onEnter: fetchPagesAhead,
});

const tasks = createRoute({
  getParentRoute: () => inside,
  path: paths.tasks,
  validateSearch: readTaskSearch,
  component: TasksPage,
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: paths.inbox,
  component: InboxPage,
});

const today = createRoute({
  getParentRoute: () => inside,
  path: paths.today,
  component: TodayPage,
});

const upcoming = createRoute({
  getParentRoute: () => inside,
  path: paths.upcoming,
  component: UpcomingPage,
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: paths.calendar,
  validateSearch: readCalendarSearch,
  component: CalendarPage,
});

const time = createRoute({
  getParentRoute: () => inside,
  path: paths.time,
  validateSearch: readTimeSearch,
  component: TimePage,
});

const focus = createRoute({
  getParentRoute: () => inside,
  path: paths.focus,
  validateSearch: readFocused,
  component: FocusPage,
});

const plan = createRoute({ getParentRoute: () => inside, path: paths.plan, component: PlanPage });

const close = createRoute({
  getParentRoute: () => inside,
  path: paths.close,
  validateSearch: readClosedDay,
  component: ClosePage,
});

const week = createRoute({ getParentRoute: () => inside, path: paths.week, component: WeekPage });

const done = createRoute({ getParentRoute: () => inside, path: paths.done, component: DonePage });

const statistics = createRoute({
  getParentRoute: () => inside,
  path: paths.statistics,
  validateSearch: readYear,
  component: StatisticsPage,
});

const projects = createRoute({
  getParentRoute: () => inside,
  path: paths.projects,
  validateSearch: readAdding,
  component: ProjectsPage,
});

const project = createRoute({
  getParentRoute: () => inside,
  path: paths.project,
  validateSearch: readProjectSearch,
  component: ProjectPage,
});

const habits = createRoute({
  getParentRoute: () => inside,
  path: paths.habits,
  component: HabitsPage,
});

const habit = createRoute({
  getParentRoute: () => inside,
  path: paths.habit,
  component: HabitPage,
});

const search = createRoute({
  getParentRoute: () => inside,
  path: paths.search,
  validateSearch: readSearch,
  component: SearchPage,
});

const view = createRoute({ getParentRoute: () => inside, path: paths.view, component: ViewPage });

const activity = createRoute({
  getParentRoute: () => inside,
  path: paths.activity,
  component: ActivityPage,
});

const trash = createRoute({
  getParentRoute: () => inside,
  path: paths.trash,
  component: TrashPage,
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: paths.settings,
  component: SettingsPage,
});

/** The pages of someone who is not logged in yet. */
const outside = createRoute({
  getParentRoute: () => root,
  id: 'outside',
  component: FormLayout,
  validateSearch: readNext,
  beforeLoad: async ({ context, search }) => {
    const user = await context.queryClient.ensureQueryData(currentUserQuery);
    if (user) throw redirect({ href: safeNext(search.next), replace: true });
  },
});

const logIn = createRoute({
  getParentRoute: () => outside,
  path: paths.logIn,
  component: LogInPage,
});

const signUp = createRoute({
  getParentRoute: () => outside,
  path: paths.signUp,
  component: SignUpPage,
});

/** A link also works in a browser where someone is logged in, maybe as somebody else. */
const linked = createRoute({ getParentRoute: () => root, id: 'linked', component: FormLayout });

const loginLink = createRoute({
  getParentRoute: () => linked,
  path: paths.loginLink,
  component: LoginLinkPage,
});

const routeTree = root.addChildren([
  home,
  app,
  inside.addChildren([
    inbox,
    today,
    upcoming,
    calendar,
    time,
    focus,
    plan,
    close,
    week,
    tasks,
    projects,
    project,
    habits,
    habit,
    search,
    view,
    done,
    statistics,
    activity,
    trash,
    settings,
  ]),
  outside.addChildren([logIn, signUp]),
  linked.addChildren([loginLink]),
]);

/** The one place that knows which address shows which page. */
export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

export type AppRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}

/** Fetches the code of the pages, so that it is there even if the server is down later. */
function fetchPagesAhead(): void {
  const pages = [
    InboxPage,
    TodayPage,
    UpcomingPage,
    TasksPage,
    ProjectsPage,
    ProjectPage,
    HabitsPage,
    HabitPage,
    SearchPage,
    ViewPage,
    TimePage,
    FocusPage,
    PlanPage,
    ClosePage,
    WeekPage,
    DonePage,
    ActivityPage,
    TrashPage,
    SettingsPage,
    LogInPage,
  ];
  for (const page of pages) whenSettled(() => page.preload?.()?.catch(() => undefined));
}

/** The frame is fetched with the pages of someone who is logged in, and not before. */
async function fetchFrame(
  { queryClient }: { queryClient: QueryClient },
  location: ParsedLocation,
): Promise<void> {
  const frame = await import('./fetchFrame');
  await frame.fetchFrame(queryClient, location);
}

function toToday(): never {
  throw redirect({ to: paths.today, replace: true });
}
