import type { QueryClient } from '@tanstack/react-query';
import { knownTasks } from '../../data/cache/titles';
import { knownSections } from '../../data/queries/sections';

/** The project that all of these tasks are in, if it is known to have sections. */
export function sectionedProject(client: QueryClient, ids: readonly number[]): number | undefined {
  const tasks = knownTasks(client, ids);
  const [first] = tasks;
  const id = first?.project_id ?? undefined;
  const isOne = tasks.length === ids.length && tasks.every((task) => task.project_id === id);
  if (id === undefined || !isOne) return undefined;
  const sections = knownSections(client, { kind: 'project', id, status: 'open' });
  return sections.length > 0 ? id : undefined;
}
