import { paths } from './pages/paths';

/** The pages that a key opens. */
export const PAGES = [
  { keys: ['g i'], label: 'Inbox', words: 'capture', to: paths.inbox },
  { keys: ['g t'], label: 'Today', words: 'agenda', to: paths.today },
  {
    keys: ['g u'],
    label: 'Upcoming',
    words: 'week',
    to: paths.upcoming,
  },
  {
    keys: ['g k'],
    label: 'Calendar',
    words: 'day week month hours schedule time blocking',
    to: paths.calendar,
  },
  { keys: ['g m'], label: 'Plan the day', words: 'morning triage left over', to: paths.plan },
  { keys: ['g e'], label: 'Close the day', words: 'evening finish shutdown', to: paths.close },
  { keys: ['g w'], label: 'Review the week', words: 'weekly steps', to: paths.week },
  { keys: ['g o'], label: 'Time', words: 'timer timesheet entries hours tracked', to: paths.time },
  { keys: ['g b'], label: 'Focus', words: 'pomodoro block concentrate calm', to: paths.focus },
  { keys: ['g l'], label: 'All tasks', words: 'everything', to: paths.tasks },
  { keys: ['g c'], label: 'Done tasks', words: 'completed', to: paths.done },
  {
    keys: ['g y'],
    label: 'Statistics',
    words: 'year numbers charts report',
    to: paths.statistics,
  },
  { keys: ['g h'], label: 'Habits', words: 'streak routine daily', to: paths.habits },
  { keys: ['g p'], label: 'Projects', words: 'lists', to: paths.projects },
  { keys: ['/', 'g f'], label: 'Search', words: 'find filter', to: paths.search },
  { keys: ['g a'], label: 'Activity', words: 'log history', to: paths.activity },
  { keys: ['g d'], label: 'Trash', words: 'bin deleted', to: paths.trash },
  {
    keys: ['g s'],
    label: 'Settings',
    words: 'preferences password sessions zone users',
    to: paths.settings,
  },
] as const;
