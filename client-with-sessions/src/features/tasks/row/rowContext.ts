import { useMemo } from 'react';
import type { ListedProject, Settings } from '../../../api/types';
import { type LocalDue, localDue } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useClock, useSettings } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';

/** What a page already says about all its tasks, so rows need not repeat it. */
export type Known = 'project' | 'planned' | 'due' | 'completed';

/** What the rows of a list need besides the tasks. */
export interface RowContext {
  today: string;
  clock: Settings['clock'];
  /** A due as the account's clock tells it. */
  dueOf: (due: string) => LocalDue;
  projects: ReadonlyMap<number, ListedProject>;
  known: ReadonlySet<Known>;
}

const NONE: readonly Known[] = [];

/** What rows need besides the tasks; the same object until something in it changes. */
export function useRowContext(known: readonly Known[] = NONE): RowContext {
  const today = useToday();
  const { projects } = useProjects();
  const clock = useClock();
  const { settings } = useSettings();
  return useMemo(
    () => ({
      today,
      clock,
      dueOf: (due: string) => localDue(settings, due),
      projects: new Map(projects?.map((project) => [project.id, project])),
      known: new Set(known),
    }),
    [today, clock, settings, projects, known],
  );
}
