import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ListedProject } from '../../../api/types';
import { useProjects } from '../../../data/queries/projects';
import { totalQuery } from '../../../data/queries/reviews';
import { EmptyState } from '../../../ui/EmptyState';
import styles from './Reviews.module.css';
import { isIdle } from './steps';

/** The most projects that are asked when they were touched. */
const MOST_ASKED = 50;

interface Props {
  link: (project: ListedProject) => ReactNode;
}

/** The projects without anything to do next, and those that nobody has touched for a month. */
export function ProjectsStep({ link }: Props) {
  const { projects = [] } = useProjects();
  const idle = projects.filter(isIdle);
  const active = projects.filter((one) => one.archived_at === null && one.open > 0);
  const asked = active.slice(0, MOST_ASKED);
  const touched = useQueries({
    queries: asked.map(({ name }) =>
      totalQuery(`project:"${name.replaceAll('"', '')}" updated:>=-30d`),
    ),
  });
  const untouched = asked.filter((_, index) => touched[index]?.data === 0);
  if (idle.length + untouched.length === 0) {
    return <EmptyState state="Every project goes on." advice="Go on with the next step." />;
  }
  return (
    <>
      <Group name="Nothing to do next" projects={idle} link={link} />
      <Group name="Untouched for a month" projects={untouched} link={link} />
    </>
  );
}

function Group({ name, projects, link }: Props & { name: string; projects: ListedProject[] }) {
  if (projects.length === 0) return null;
  return (
    <section aria-label={name} className={styles.projects}>
      <h3>{name}</h3>
      <ul>
        {projects.map((project) => (
          <li key={project.id}>{link(project)}</li>
        ))}
      </ul>
    </section>
  );
}
