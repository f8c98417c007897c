import { useMemo } from 'react';
import type { ListedProject } from '../../api/types';
import { placeBeside } from '../../data/lists/placed';
import { useMutations } from '../../data/MutationsProvider';
import { createProject } from '../../data/mutations/createProject';
import { deleteProject } from '../../data/mutations/deleteProject';
import { moveProject } from '../../data/mutations/moveProject';
import { updateProject } from '../../data/mutations/updateProject';
import type { MenuItem } from '../../ui/MenuList';
import type { ProjectValues } from './ProjectForm';

/** Everything a user can do to a project. */
export interface ProjectActions {
  add: (
    values: ProjectValues,
    created: (id: number) => void,
    refused: (error: unknown) => void,
  ) => void;
  save: (
    project: ListedProject,
    values: ProjectValues,
    done: () => void,
    refused: (error: unknown) => void,
  ) => void;
  archive: (project: ListedProject, archived: boolean) => void;
  remove: (project: ListedProject) => void;
  /** Moves it up or down among the listed projects. */
  move: (listed: ListedProject[], project: ListedProject, step: 1 | -1) => void;
}

export function useProjectActions(): ProjectActions {
  const { mutate } = useMutations();

  return useMemo(
    () => ({
      add: (values, created, refused) =>
        mutate(createProject(values), {
          done: (result) => result.created !== undefined && created(result.created),
          refused: dealtWithBy(refused),
        }),
      save(project, values, done, refused) {
        const patch = {
          ...(values.name !== project.name && { name: values.name }),
          ...(values.colour !== project.colour && { colour: values.colour }),
        };
        if (Object.keys(patch).length === 0) return done();
        mutate(updateProject({ project, patch }), { done, refused: dealtWithBy(refused) });
      },
      archive: (project, archived) => mutate(updateProject({ project, patch: { archived } })),
      remove: (project) => mutate(deleteProject({ project })),
      move(listed, project, step) {
        const place = placeBeside(listed, project.id, step);
        if (place) mutate(moveProject({ project, place }));
      },
    }),
    [mutate],
  );
}

/** A refusal that is shown beside the field needs no message. */
function dealtWithBy(refused: (error: unknown) => void) {
  return (error: unknown) => {
    refused(error);
    return true;
  };
}

interface MenuProps {
  project: ListedProject;
  /** The projects it is ordered among. */
  listed: ListedProject[];
  actions: ProjectActions;
  onEdit: () => void;
}

/** The menu of a project, in its row and on its page. */
export function projectMenu({ project, listed, actions, onEdit }: MenuProps): MenuItem[] {
  const index = listed.findIndex(({ id }) => id === project.id);
  const isArchived = project.archived_at !== null;
  return [
    { label: 'Rename or change colour', run: onEdit },
    {
      label: 'Move up',
      isDisabled: index <= 0,
      run: () => actions.move(listed, project, -1),
    },
    {
      label: 'Move down',
      isDisabled: index < 0 || index === listed.length - 1,
      run: () => actions.move(listed, project, 1),
    },
    {
      label: isArchived ? 'Unarchive' : 'Archive',
      run: () => actions.archive(project, !isArchived),
    },
    { label: 'Delete', isDanger: true, run: () => actions.remove(project) },
  ];
}
