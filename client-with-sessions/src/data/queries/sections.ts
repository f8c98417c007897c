import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, unwrap } from '../../api/client';
import type { ListedSection } from '../../api/types';
import type { Source } from '../lists/lists';
import { type Optimistic, useOptimisticData } from '../outbox/pending';

export const sectionKeys = {
  all: ['sections'] as const,
  of: (project: number) => [...sectionKeys.all, project] as const,
};

/** The sections of a project, in manual order. */
export function sectionsQuery(project: number) {
  return queryOptions({
    queryKey: sectionKeys.of(project),
    queryFn: async ({ signal }) => {
      const params = { path: { id: project } };
      return (await unwrap(api.GET('/projects/{id}/sections', { params, signal }))).sections;
    },
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
}

/** The sections of a project, or of none, with pending mutations applied. */
export function useSections(project: number | undefined) {
  const query = useQuery({ ...sectionsQuery(project ?? 0), enabled: project !== undefined });
  const effect = useCallback(
    ({ sections }: Optimistic) =>
      sections && ((shown: ListedSection[]) => sections(shown, project ?? 0)),
    [project],
  );
  const sections = useOptimisticData(query.data, effect);
  return { query, sections };
}

/** The sections of the project that tasks are listed of, as far as the page knows them. */
export function knownSections(client: QueryClient, source: Source): readonly number[] {
  if (source.kind !== 'project') return [];
  const known = client.getQueryData<ListedSection[]>(sectionKeys.of(source.id));
  return known?.map(({ id }) => id) ?? [];
}
