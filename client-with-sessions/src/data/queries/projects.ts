import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const projectKeys = {
  all: ['projects'] as const,
  one: (id: number) => [...projectKeys.all, id] as const,
};

/** The projects outside the trash, in manual order. */
export const projectsQuery = queryOptions({
  queryKey: projectKeys.all,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/projects', { signal }))).projects,
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

const effectOnProjects = ({ projects }: Optimistic) => projects;

/** The projects with pending mutations applied. */
export function useProjects() {
  const query = useQuery(projectsQuery);
  const projects = useOptimisticData(query.data, effectOnProjects);
  return { query, projects };
}

const effectOnProject = ({ project }: Optimistic) => project;

/** A project with its note, which lists leave out. */
export function useProject(id: number) {
  const query = useQuery({
    queryKey: projectKeys.one(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/projects/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: 'always',
  });
  const project = useOptimisticData(query.data, effectOnProject);
  return { query, project };
}
