import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { ListedProject } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { menuCommands } from '../../commands/menuCommands';
import { loadable } from '../../ui/loadable';
import { Menu } from '../../ui/Menu';
import { PageHead } from '../../ui/PageHead';
import { ProgressRing, progressInWords } from '../../ui/ProgressRing';
import { Swatch } from '../../ui/Swatch';
import { ProjectForm } from './ProjectForm';
import styles from './ProjectHead.module.css';
import type { Adding } from './ProjectPlan';
import { projectMenu, useProjectActions } from './useProjectActions';

const { Component: ProjectPlan } = loadable(
  async () => (await import('./ProjectPlan')).ProjectPlan,
);

interface Props {
  project: ListedProject;
  /** All projects, in their order. */
  projects: ListedProject[];
  count: string | undefined;
  /** The links to list and board. */
  children: ReactNode;
}

/** The top of a project's page: its name, its menu, and the choice of list or board. */
export function ProjectHead({ project, projects, count, children }: Props) {
  const actions = useProjectActions();
  const [isEditing, setEditing] = useState(false);
  const [adding, setAdding] = useState<Adding>();
  // Kept here, because the plan is away until the note has been taken.
  const takesFocus = useRef(false);
  const isArchived = project.archived_at !== null;
  const { has_note, start, target } = project;
  const hasPlan = has_note || start !== null || target !== null || adding !== undefined;
  const items = useMemo(() => {
    const listed = projects.filter(({ archived_at }) => (archived_at !== null) === isArchived);
    const onEdit = () => setEditing(true);
    const [rename, ...others] = projectMenu({ project, listed, actions, onEdit });
    return [
      ...(rename ? [rename] : []),
      {
        label: project.has_note ? 'Edit the note' : 'Add a note',
        run: () => setAdding('note'),
      },
      { label: 'Set start and target day', run: () => setAdding('days') },
      ...others,
    ];
  }, [project, projects, isArchived, actions]);
  useCommands(useMemo(() => menuCommands('project', items), [items]));
  const close = () => {
    setEditing(false);
    document.querySelector<HTMLElement>('h1')?.focus();
  };

  return (
    <>
      <div className={styles.head}>
        <Swatch colour={project.colour} />
        <PageHead title={project.name} count={count}>
          <span className={styles.end}>
            {children}
            <Menu label={`More for ${project.name}`} items={items} />
          </span>
        </PageHead>
      </div>
      {project.closed > 0 && (
        <p className={styles.progress}>
          <ProgressRing open={project.open} closed={project.closed} />
          {progressInWords(project)}
        </p>
      )}
      {hasPlan && (
        <ProjectPlan
          project={project}
          adding={adding}
          onAdding={setAdding}
          takesFocus={takesFocus}
        />
      )}
      {isArchived && (
        <p className={styles.archived}>
          This project is archived: its tasks are left out of Today and Upcoming.
        </p>
      )}
      {isEditing && (
        <ProjectForm
          label="Name of the project"
          submit="Save"
          initial={project}
          onSave={(values, refused) => actions.save(project, values, close, refused)}
          onCancel={close}
        />
      )}
    </>
  );
}
