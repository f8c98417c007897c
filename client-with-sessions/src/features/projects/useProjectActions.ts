import { useMemo } from 'react';
import type { ListedProject, Project } from '../../api/types';
import { useChanges } from '../../data/ChangesProvider';
import { placeBeside } from '../../data/lists/placed';
import type { ProjectPatch, ThingDeed } from '../../data/mutations/things';
import { newKey } from '../../data/outbox/idempotencyKey';
import type { MenuItem } from '../../ui/Menu';
import type { ProjectValues } from './ProjectForm';

/** Everything a person can do to a project. */
export interface ProjectActions {
  add: (
    values: ProjectValues,
    made: (id: number) => void,
    refused: (error: unknown) => void,
  ) => void;
  save: (
    project: Project,
    values: ProjectValues,
    done: () => void,
    refused: (error: unknown) => void,
  ) => void;
  archive: (project: Project, archived: boolean) => void;
  remove: (project: Project) => void;
  /** Moves it among those that are listed. */
  move: (listed: ListedProject[], project: Project, step: 1 | -1) => void;
}

export function useProjectActions(): ProjectActions {
  const { make } = useChanges();

  return useMemo(() => {
    const act = (deed: ThingDeed) => make({ ...deed, key: newKey() });
    return {
      add: (values, made, refused) =>
        make(
          { kind: 'createProject', key: newKey(), ...values },
          {
            done: (outcome) => outcome.made !== undefined && made(outcome.made),
            refused: told(refused),
          },
        ),
      save(project, values, done, refused) {
        const patch: ProjectPatch = {
          ...(values.name !== project.name && { name: values.name }),
          ...(values.colour !== project.colour && { colour: values.colour }),
        };
        if (Object.keys(patch).length === 0) return done();
        make(
          { kind: 'updateProject', key: newKey(), project, patch },
          { done, refused: told(refused) },
        );
      },
      archive: (project, archived) => act({ kind: 'updateProject', project, patch: { archived } }),
      remove: (project) => act({ kind: 'deleteProject', project }),
      move(listed, project, step) {
        const place = placeBeside(listed, project.id, step);
        if (place) act({ kind: 'moveProject', project, place });
      },
    };
  }, [make]);
}

/** A refusal that is told beside the field needs no message. */
function told(refused: (error: unknown) => void) {
  return (error: unknown) => {
    refused(error);
    return true;
  };
}

interface MenuMeans {
  project: ListedProject;
  /** Those it is ordered among. */
  listed: ListedProject[];
  actions: ProjectActions;
  onEdit: () => void;
}

/** The menu of a project, in its row and on its page. */
export function projectMenu({ project, listed, actions, onEdit }: MenuMeans): MenuItem[] {
  const index = listed.findIndex(({ id }) => id === project.id);
  const isArchived = project.archived_at !== null;
  return [
    { label: 'Rename, or change the colour', run: onEdit },
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
      label: isArchived ? 'Take out of the archive' : 'Archive',
      run: () => actions.archive(project, !isArchived),
    },
    { label: 'Delete', isDanger: true, run: () => actions.remove(project) },
  ];
}
