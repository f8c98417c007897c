import type { RefObject } from 'react';
import type { ListedProject } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { updateProject } from '../../data/mutations/updateProject';
import { DateField } from '../../dates/DateField';
import { ProjectNote } from './ProjectNote';
import styles from './ProjectPlan.module.css';

/** What the user is adding to a project. */
export type Adding = 'note' | 'days' | undefined;

interface Props {
  project: ListedProject;
  adding: Adding;
  onAdding: (adding: Adding) => void;
  /** Whether the note takes the focus once it is shown again. */
  takesFocus: RefObject<boolean>;
}

/** What a project is for, and when it is to be done. */
export function ProjectPlan({ project, adding, onAdding, takesFocus }: Props) {
  const { mutate } = useMutations();
  const { start, target } = project;
  const hasDays = start !== null || target !== null || adding === 'days';
  const save = (patch: { start: string | null } | { target: string | null }) =>
    mutate(updateProject({ project, patch }));

  return (
    <div className={styles.plan}>
      {(project.has_note || adding === 'note') && (
        <ProjectNote
          project={project}
          isEditing={adding === 'note'}
          takesFocus={takesFocus}
          onEditing={(isEditing) => onAdding(isEditing ? 'note' : undefined)}
        />
      )}
      {hasDays && (
        <div className={styles.days}>
          <DateField
            label="Start"
            value={start}
            empty="Add a start"
            onSave={({ date }) => save({ start: date?.slice(0, 10) ?? null })}
          />
          <DateField
            label="Target"
            value={target}
            empty="Add a target day"
            onSave={({ date }) => save({ target: date?.slice(0, 10) ?? null })}
          />
        </div>
      )}
    </div>
  );
}
