import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { ListedProject } from '../../api/types';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const projectKeys = { all: ['projects'] as const };

/** Every project outside the trash, in their manual order. */
export const projectsQuery = queryOptions({
  queryKey: projectKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/projects', { signal }))).projects,
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

const effectOnProjects = ({ projects }: Optimistic) => projects;

/** The projects as they are to be shown, with what is on its way. */
export function useProjects() {
  const query = useQuery(projectsQuery);
  const projects = useOptimisticData(query.data, effectOnProjects);
  return { query, projects };
}

/** One project, if it is there. */
export function useProject(id: number | null): ListedProject | undefined {
  const { projects } = useProjects();
  return id === null ? undefined : projects?.find((project) => project.id === id);
}
