import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useId, useRef } from 'react';
import type { ListedProject, SavedView } from '../api/types';
import { useProjects } from '../data/queries/projects';
import { useViews } from '../data/queries/views';
import type { Place } from '../features/moving/places';
import {
  ActivityIcon,
  AllIcon,
  CalendarIcon,
  CloseDayIcon,
  DoneIcon,
  HabitsIcon,
  InboxIcon,
  MenuIcon,
  MoreIcon,
  PlanIcon,
  ProjectsIcon,
  ReviewIcon,
  SearchIcon,
  SettingsIcon,
  StatisticsIcon,
  TimeIcon,
  TodayIcon,
  TrashIcon,
  UpcomingIcon,
  ViewIcon,
} from '../ui/icons';
import { Swatch } from '../ui/Swatch';
import styles from './MainNav.module.css';
import { usePalette } from './PaletteProvider';
import { paths } from './pages/paths';

interface Page extends Pick<LinkProps, 'to'> {
  label: string;
  icon: ReactNode;
  /** What it does with tasks that are dropped on it. */
  place?: Place;
}

const DAY: Page[] = [
  { to: paths.inbox, label: 'Inbox', icon: <InboxIcon />, place: 'inbox' },
  { to: paths.today, label: 'Today', icon: <TodayIcon />, place: 'today' },
  { to: paths.upcoming, label: 'Upcoming', icon: <UpcomingIcon />, place: 'upcoming' },
];
/** To do, to keep, and to look back. */
const LOOP: Page[] = [
  { to: paths.time, label: 'Time', icon: <TimeIcon /> },
  { to: paths.habits, label: 'Habits', icon: <HabitsIcon /> },
  { to: paths.plan, label: 'Plan the day', icon: <PlanIcon /> },
  { to: paths.close, label: 'Close the day', icon: <CloseDayIcon /> },
  { to: paths.week, label: 'Review the week', icon: <ReviewIcon /> },
  { to: paths.statistics, label: 'Statistics', icon: <StatisticsIcon /> },
];
const CALENDAR: Page = { to: paths.calendar, label: 'Calendar', icon: <CalendarIcon /> };
const SEARCH: Page = { to: paths.search, label: 'Search', icon: <SearchIcon /> };
const REST: Page[] = [
  SEARCH,
  { to: paths.tasks, label: 'Tasks', icon: <AllIcon /> },
  { to: paths.done, label: 'Done', icon: <DoneIcon /> },
  { to: paths.trash, label: 'Trash', icon: <TrashIcon /> },
  { to: paths.activity, label: 'Activity', icon: <ActivityIcon /> },
  { to: paths.settings, label: 'Settings', icon: <SettingsIcon /> },
];

/** The navigation: beside the page, or on a phone below it and behind a button. */
export function MainNav() {
  const id = useId();
  const side = useRef<HTMLElement>(null);
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that was followed closes what it stands in. */}
      <nav
        ref={side}
        id={id}
        popover="auto"
        aria-label="Pages"
        className={styles.side}
        onClick={({ target }) => {
          const isLink = target instanceof Element && target.closest('a, button') !== null;
          if (isLink && side.current?.matches(':popover-open')) side.current.hidePopover();
        }}
      >
        <FindButton />
        <ul className={styles.group}>
          {[...DAY, CALENDAR].map((page) => (
            <PageLink key={page.to} {...page} />
          ))}
        </ul>
        <ul className={styles.group}>
          {LOOP.map((page) => (
            <PageLink key={page.to} {...page} />
          ))}
        </ul>
        <Favourites />
        <ProjectLinks />
        <ViewLinks />
        <ul className={styles.group}>
          {REST.map((page) => (
            <PageLink key={page.to} {...page} />
          ))}
        </ul>
      </nav>
      <nav aria-label="Main pages" data-bottom-bar className={styles.bottom}>
        {[...DAY, CALENDAR, SEARCH].map(({ to, label, icon, place }) => (
          <Link
            key={to}
            to={to}
            className={styles.tab}
            activeOptions={PATH_ALONE}
            preload={false}
            data-place={place}
          >
            {icon}
            {label}
          </Link>
        ))}
        <button type="button" popoverTarget={id} className={styles.tab}>
          <MenuIcon />
          More
        </button>
      </nav>
    </>
  );
}

/** Finds anything by name. */
function FindButton() {
  const { open } = usePalette();
  return (
    <button type="button" className={styles.find} onClick={open}>
      <SearchIcon />
      <span className={styles.name}>Find anything</span>
      <kbd className={styles.key}>{IS_MAC ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  );
}

const IS_MAC = navigator.userAgent.includes('Mac');
const PATH_ALONE = { exact: true, includeSearch: false };

function PageLink({ to, label, icon, place }: Page) {
  return (
    <li>
      <Link
        to={to}
        className={styles.page}
        activeOptions={PATH_ALONE}
        data-place={place}
        // The page is prefetched when the browser is idle.
        preload={false}
      >
        {icon}
        <span className={styles.name}>{label}</span>
      </Link>
    </li>
  );
}

/** With more projects than this, the other links would be out of sight. */
const MOST_PROJECTS = 20;

/** The favourites among projects and views, in the order they have there. */
function Favourites() {
  const id = useId();
  const { projects = [] } = useProjects();
  const { views = [] } = useViews();
  const favouriteProjects = projects.filter((one) => one.favourite && one.archived_at === null);
  const favouriteViews = views.filter(({ favourite }) => favourite);
  if (favouriteProjects.length + favouriteViews.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles.group}>
      <h2 id={id} className={styles.heading}>
        Favourites
      </h2>
      <ul aria-labelledby={id}>
        {favouriteProjects.map((project) => (
          <ProjectLink key={project.id} project={project} />
        ))}
        {favouriteViews.map((view) => (
          <ViewLink key={view.id} view={view} />
        ))}
      </ul>
    </section>
  );
}

/** The projects that are not archived. */
function ProjectLinks() {
  const { projects = [] } = useProjects();
  const open = projects.filter(({ archived_at }) => archived_at === null);
  const more = open.length - MOST_PROJECTS;
  return (
    <ul className={styles.group}>
      <PageLink to={paths.projects} label="Projects" icon={<ProjectsIcon />} />
      {open.slice(0, MOST_PROJECTS).map((project) => (
        <ProjectLink key={project.id} project={project} />
      ))}
      {more > 0 && (
        <PageLink
          to={paths.projects}
          label={`and ${more.toLocaleString('en')} more`}
          icon={<MoreIcon />}
        />
      )}
    </ul>
  );
}

function ProjectLink({ project: { id, name, colour, open } }: { project: ListedProject }) {
  return (
    <li>
      <Link
        to={paths.project}
        params={{ id: String(id) }}
        className={styles.page}
        activeOptions={PATH_ALONE}
        preload={false}
        data-place={`project ${id}` satisfies Place}
      >
        <span className={styles.swatch}>
          <Swatch colour={colour} />
        </span>
        <span className={styles.name} dir="auto">
          {name}
        </span>
        {open > 0 && (
          <span className={styles.count}>
            {open.toLocaleString('en')}
            <span className="visually-hidden"> to do</span>
          </span>
        )}
      </Link>
    </li>
  );
}

/** The saved views. */
function ViewLinks() {
  const { views = [] } = useViews();
  if (views.length === 0) return null;
  return (
    <ul aria-label="Views" className={styles.group}>
      {views.map((view) => (
        <ViewLink key={view.id} view={view} />
      ))}
    </ul>
  );
}

/** A view. One that asks for a tag gives it to the tasks that are dropped on it. */
function ViewLink({ view: { id, name, query } }: { view: SavedView }) {
  const tag = ASKS_FOR_TAG.exec(query)?.[1];
  return (
    <li>
      <Link
        to={paths.view}
        params={{ id: String(id) }}
        className={styles.page}
        activeOptions={PATH_ALONE}
        preload={false}
        data-place={tag && (`tag ${tag}` satisfies Place)}
      >
        <ViewIcon />
        <span className={styles.name} dir="auto">
          {name}
        </span>
      </Link>
    </li>
  );
}

const ASKS_FOR_TAG = /^(?:is:open\s+)?tag:([^\s"():,*<>]+)(?:\s+is:open)?$/;
