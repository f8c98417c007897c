import { paths } from './pages/paths';

/** The pages that a key opens. */
export const PAGES = [
  { keys: ['g i'], label: 'Go to the inbox', to: paths.inbox },
  { keys: ['g t'], label: 'Go to today', to: paths.today },
  { keys: ['g u'], label: 'Go to upcoming', to: paths.upcoming },
  { keys: ['g l'], label: 'Go to all tasks', to: paths.tasks },
  { keys: ['g c'], label: 'Go to done tasks', to: paths.done },
  { keys: ['g p'], label: 'Go to the projects', to: paths.projects },
  { keys: ['/', 'g f'], label: 'Search', to: paths.search },
  { keys: ['g a'], label: 'Go to the activity', to: paths.activity },
  { keys: ['g d'], label: 'Go to the trash', to: paths.trash },
  { keys: ['g s'], label: 'Go to the settings', to: paths.settings },
] as const;
