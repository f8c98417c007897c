import { useMemo } from 'react';
import type { ListedSection } from '../../../api/types';
import { placeBeside } from '../../../data/lists/placed';
import { useMutations } from '../../../data/MutationsProvider';
import { createSection } from '../../../data/mutations/createSection';
import { deleteSection } from '../../../data/mutations/deleteSection';
import { moveSection } from '../../../data/mutations/moveSection';
import { renameSection } from '../../../data/mutations/renameSection';
import type { HeadingActions } from './SectionHeading';

interface Actions extends HeadingActions {
  add: (name: string) => void;
}

/** Everything a user can do to the sections of a project. */
export function useSectionActions(project: number, sections: ListedSection[] | undefined): Actions {
  const { mutate } = useMutations();
  return useMemo(
    () => ({
      add: (name) => mutate(createSection({ project, name })),
      rename: (section, name) => mutate(renameSection({ section, name })),
      move(section, by) {
        const place = placeBeside(sections ?? [], section.id, by);
        if (place) mutate(moveSection({ section, place }));
      },
      place: (section, place) => mutate(moveSection({ section, place })),
      remove: (section) => mutate(deleteSection({ section })),
    }),
    [mutate, project, sections],
  );
}
