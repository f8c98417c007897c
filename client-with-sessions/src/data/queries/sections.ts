import { type QueryClient, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, unwrap } from '../../api/client';
import type { ListedSection, Task } from '../../api/types';
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

/** The sections that some tasks are in, by number. */
export function useSectionsOf(tasks: Task[]): ReadonlyMap<number, ListedSection> {
  const projects = tasks.flatMap(({ project_id: id, section_id }) =>
    id !== null && section_id !== null ? id : [],
  );
  return useQueries({
    queries: [...new Set(projects)].map((id) => sectionsQuery(id)),
    combine: byNumber,
  });
}

function byNumber(found: { data: ListedSection[] | undefined }[]) {
  const sections = found.flatMap(({ data = [] }) => data);
  return new Map(sections.map((section) => [section.id, section]));
}

/** The sections of the project that tasks are listed of, as far as the page knows them. */
export function knownSections(client: QueryClient, source: Source): readonly number[] {
  if (source.kind !== 'project') return [];
  const known = client.getQueryData<ListedSection[]>(sectionKeys.of(source.id));
  return known?.map(({ id }) => id) ?? [];
}
