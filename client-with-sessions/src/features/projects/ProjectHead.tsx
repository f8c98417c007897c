import { type ReactNode, useMemo, useState } from 'react';
import type { ListedProject } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { menuCommands } from '../../commands/menuCommands';
import { Menu } from '../../ui/Menu';
import { PageHead } from '../../ui/PageHead';
import { Swatch } from '../../ui/Swatch';
import { ProjectForm } from './ProjectForm';
import styles from './ProjectHead.module.css';
import { projectMenu, useProjectActions } from './useProjectActions';

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
  const isArchived = project.archived_at !== null;
  const items = useMemo(() => {
    const listed = projects.filter(({ archived_at }) => (archived_at !== null) === isArchived);
    return projectMenu({ project, listed, actions, onEdit: () => setEditing(true) });
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
