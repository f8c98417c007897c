import { useMemo } from 'react';
import type { Project, Settings } from '../../../api/types';
import { useProjects } from '../../../data/queries/projects';
import { useClock } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';

/** What a list says of each task already, so that its rows need not. */
export type Known = 'project' | 'planned' | 'due' | 'completed';

/** What the rows of a list need beside the tasks. */
export interface Look {
  today: string;
  clock: Settings['clock'];
  projects: ReadonlyMap<number, Project>;
  known: ReadonlySet<Known>;
}

const NONE: readonly Known[] = [];

/** How the rows of a list are to look; it changes only when that does. */
export function useLook(known: readonly Known[] = NONE): Look {
  const today = useToday();
  const { projects } = useProjects();
  const clock = useClock();
  return useMemo(
    () => ({
      today,
      clock,
      projects: new Map(projects?.map((project) => [project.id, project])),
      known: new Set(known),
    }),
    [today, clock, projects, known],
  );
}
