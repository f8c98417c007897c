import { type ReactNode, useRef, useState } from 'react';
import type { ListedProject } from '../../api/types';
import { Menu } from '../../ui/Menu';
import { ProgressRing, progressInWords } from '../../ui/ProgressRing';
import { Swatch } from '../../ui/Swatch';
import { ProjectForm } from './ProjectForm';
import styles from './Projects.module.css';
import { type ProjectActions, projectMenu } from './useProjectActions';

interface Props {
  project: ListedProject;
  /** The projects it is ordered among. */
  listed: ListedProject[];
  actions: ProjectActions;
  link: (project: ListedProject) => ReactNode;
}

/** A project on one line: colour, name, number of open tasks, and its menu. */
export function ProjectItem({ project, listed, actions, link }: Props) {
  const [isEditing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const close = () => {
    setEditing(false);
    // The menu is rendered again after the form is closed.
    setTimeout(() => row.current?.querySelector<HTMLElement>('button')?.focus());
  };

  return (
    <li ref={row} className={styles.item}>
      {isEditing ? (
        <ProjectForm
          label="Name of the project"
          submit="Save"
          initial={project}
          onSave={(values, refused) => actions.save(project, values, close, refused)}
          onCancel={close}
        />
      ) : (
        <div className={styles.line}>
          <Swatch colour={project.colour} />
          <span className={styles.name} dir="auto">
            {link(project)}
          </span>
          {project.closed > 0 && (
            <span className={styles.ring} title={progressInWords(project)}>
              <ProgressRing open={project.open} closed={project.closed} />
              <span className="visually-hidden">{progressInWords(project)},</span>
            </span>
          )}
          <span className={styles.count}>{openInWords(project.open)}</span>
          <Menu
            label={`More for ${project.name}`}
            items={projectMenu({ project, listed, actions, onEdit: () => setEditing(true) })}
          />
        </div>
      )}
    </li>
  );
}

function openInWords(open: number): string {
  return open === 0 ? 'nothing open' : `${open.toLocaleString('en')} open`;
}
