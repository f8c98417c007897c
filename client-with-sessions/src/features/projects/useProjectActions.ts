import { useMemo } from 'react';
import type { ListedProject } from '../../api/types';
import { placeBeside } from '../../data/lists/placed';
import { useMutations } from '../../data/MutationsProvider';
import { createProject } from '../../data/mutations/createProject';
import { deleteProject } from '../../data/mutations/deleteProject';
import { duplicateProject } from '../../data/mutations/duplicateProject';
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
  favour: (project: ListedProject, favourite: boolean) => void;
  /** Copies a project, or saves it as a template. */
  duplicate: (project: ListedProject, template: boolean, made?: (id: number) => void) => void;
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
      favour: (project, favourite) => mutate(updateProject({ project, patch: { favourite } })),
      duplicate: (project, template, made) =>
        mutate(duplicateProject({ project, template }), {
          done: ({ created }) => created !== undefined && made?.(created),
        }),
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
  /** Opens a copy. */
  onMade: (id: number) => void;
  /** Makes a project from it, if it is a template. */
  onUse: () => void;
  /** What can be done on its page alone. */
  more?: MenuItem[];
}

/** The menu of a project, in its row and on its page. */
export function projectMenu(props: MenuProps): MenuItem[] {
  const { project, listed, actions, onEdit, onMade, onUse, more = [] } = props;
  const { template, favourite } = project;
  const index = listed.findIndex(({ id }) => id === project.id);
  const isArchived = project.archived_at !== null;
  const toUse: MenuItem = { label: 'Use template…', run: onUse };
  const toFavour: MenuItem = {
    label: favourite ? 'Remove from favourites' : 'Add to favourites',
    run: () => actions.favour(project, !favourite),
  };
  const toSave: MenuItem = {
    label: 'Save as template',
    run: () => actions.duplicate(project, true),
  };
  const toArchive: MenuItem = {
    label: isArchived ? 'Unarchive' : 'Archive',
    run: () => actions.archive(project, !isArchived),
  };
  return [
    ...(template ? [toUse] : []),
    { label: 'Rename or change colour', run: onEdit },
    ...more,
    ...(isArchived ? [] : [toFavour]),
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
    { label: 'Duplicate', run: () => actions.duplicate(project, template, onMade) },
    ...(template ? [] : [toSave, toArchive]),
    { label: 'Delete', isDanger: true, run: () => actions.remove(project) },
  ];
}
