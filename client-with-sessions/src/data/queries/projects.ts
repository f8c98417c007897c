import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import type { ListedProject } from '../../api/types';
import { placed } from '../lists/placed';
import type { TaskChange } from '../mutations/changes';
import { usePendingChanges } from '../outbox/pending';

export const projectKeys = { all: ['projects'] as const };

/** Every project outside the trash, in their manual order. */
export const projectsQuery = queryOptions({
  queryKey: projectKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/projects', { signal }))).projects,
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** The projects as they are to be shown, with what is on its way. */
export function useProjects() {
  const query = useQuery(projectsQuery);
  const pending = usePendingChanges();
  const { data } = query;
  const projects = useMemo(() => data && pending.reduce(withChange, data), [data, pending]);
  return { query, projects };
}

/** One project, if it is there. */
export function useProject(id: number | null): ListedProject | undefined {
  const { projects } = useProjects();
  return id === null ? undefined : projects?.find((project) => project.id === id);
}

export function withChange(projects: ListedProject[], change: TaskChange): ListedProject[] {
  switch (change.kind) {
    case 'updateProject': {
      const { archived, ...patch } = change.patch;
      const at = new Date().toISOString();
      const archive = archived === undefined ? {} : { archived_at: archived ? at : null };
      return projects.map((project) =>
        project.id === change.project.id ? { ...project, ...patch, ...archive } : project,
      );
    }
    case 'deleteProject':
      return projects.filter(({ id }) => id !== change.project.id);
    case 'moveProject':
      return placed(projects, change.project.id, change.place);
    default:
      return projects;
  }
}
