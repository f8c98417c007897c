import type { ReactNode } from 'react';
import type { ListedProject } from '../../api/types';
import { ProjectItem } from './ProjectItem';
import styles from './Projects.module.css';
import type { ProjectActions } from './useProjectActions';

interface Props {
  templates: ListedProject[];
  actions: ProjectActions;
  link: (project: ListedProject) => ReactNode;
  onMade: (id: number) => void;
  /** Asks for what a project is made with. */
  onUse: (template: ListedProject) => void;
}

/** The templates, below the projects. */
export function Templates({ templates, ...ways }: Props) {
  if (templates.length === 0) return null;
  return (
    <section className={styles.templates} aria-labelledby="templates">
      <h2 id="templates" className={styles.heading}>
        Templates
      </h2>
      <ul className={styles.list} aria-labelledby="templates">
        {templates.map((project) => (
          <ProjectItem key={project.id} project={project} listed={templates} {...ways} />
        ))}
      </ul>
    </section>
  );
}
