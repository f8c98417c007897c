import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListedProject, ListedTag } from '../api/types';
import { useProjects } from '../data/queries/projects';
import { tagsQuery } from '../data/queries/tags';
import { Swatch } from '../ui/Swatch';
import type { Suggestion } from './suggested';
import type { Names } from './token';

/** All names of a kind; empty until they are loaded. */
export function useNames(names: Names | undefined): Suggestion[] {
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: names === 'tags' });
  const { projects = [] } = useProjects();
  return useMemo(() => {
    if (names === undefined) return [];
    if (names === 'tags') return ofTags(tags);
    if (names === 'projects') return ofProjects(projects.filter((one) => one.archived_at === null));
    if (names === 'allProjects') return ofProjects(projects);
    return names.map((name) => ({ id: name, name, label: name }));
  }, [names, tags, projects]);
}

/** Those with the most open tasks first. */
function ofTags(tags: ListedTag[]): Suggestion[] {
  return tags
    .toSorted((a, b) => b.open - a.open)
    .map(({ name, open }) => ({
      id: name,
      name,
      label: `#${name}`,
      hint: open === 0 ? undefined : open.toLocaleString('en'),
    }));
}

function ofProjects(projects: ListedProject[]): Suggestion[] {
  return projects.map(({ id, name, colour, archived_at, template }) => ({
    id: String(id),
    name,
    label: name,
    mark: <Swatch colour={colour} />,
    isLast: archived_at !== null,
    hint: archived_at === null ? undefined : template ? 'template' : 'archived',
  }));
}
