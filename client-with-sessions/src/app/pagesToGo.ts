import { paths } from './pages/paths';

/** The pages that a key opens. */
export const PAGES = [
  { keys: ['g i'], label: 'Go to the inbox', words: 'capture', to: paths.inbox },
  { keys: ['g t'], label: 'Go to today', words: 'agenda', to: paths.today },
  {
    keys: ['g u'],
    label: 'Go to upcoming',
    words: 'week',
    to: paths.upcoming,
  },
  {
    keys: ['g k'],
    label: 'Go to the calendar',
    words: 'day week month hours schedule time blocking',
    to: paths.calendar,
  },
  { keys: ['g l'], label: 'Go to all tasks', words: 'everything', to: paths.tasks },
  { keys: ['g c'], label: 'Go to done tasks', words: 'completed', to: paths.done },
  { keys: ['g p'], label: 'Go to the projects', words: 'lists', to: paths.projects },
  { keys: ['/', 'g f'], label: 'Search', words: 'find filter', to: paths.search },
  { keys: ['g a'], label: 'Go to the activity', words: 'log history', to: paths.activity },
  { keys: ['g d'], label: 'Go to the trash', words: 'bin deleted', to: paths.trash },
  {
    keys: ['g s'],
    label: 'Go to the settings',
    words: 'preferences password sessions zone users',
    to: paths.settings,
  },
] as const;
