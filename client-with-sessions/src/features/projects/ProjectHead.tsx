import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { ListedProject } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { menuCommands } from '../../commands/menuCommands';
import { usePrint } from '../../commands/usePrint';
import { Button } from '../../ui/Button';
import { LoadingDialog } from '../../ui/LoadingDialog';
import { loadable } from '../../ui/loadable';
import { Menu } from '../../ui/Menu';
import { PageHead } from '../../ui/PageHead';
import { ProgressRing, progressInWords } from '../../ui/ProgressRing';
import { Swatch } from '../../ui/Swatch';
import { useLatest } from '../../ui/useLatest';
import { ProjectForm } from './ProjectForm';
import styles from './ProjectHead.module.css';
import type { Adding } from './ProjectPlan';
import { projectMenu, useProjectActions } from './useProjectActions';

const { Component: ProjectPlan } = loadable(
  async () => (await import('./ProjectPlan')).ProjectPlan,
);
const { Component: UseTemplate } = loadable(
  async () => (await import('./UseTemplate')).UseTemplate,
);

interface Props {
  project: ListedProject;
  /** All projects, in their order. */
  projects: ListedProject[];
  count: string | undefined;
  /** Opens a copy. */
  onMade: (id: number) => void;
  /** The links to list and board. */
  children: ReactNode;
}

/** The top of a project's page: its name, its menu, and the choice of list or board. */
export function ProjectHead({ project, projects, count, onMade, children }: Props) {
  const actions = useProjectActions();
  const [isEditing, setEditing] = useState(false);
  const [isUsing, setUsing] = useState(false);
  const made = useLatest(onMade);
  const print = usePrint();
  const [adding, setAdding] = useState<Adding>();
  // Kept here, because the plan is away until the note has been taken.
  const takesFocus = useRef(false);
  const isArchived = project.archived_at !== null;
  const { has_note, start, target } = project;
  const hasPlan = has_note || start !== null || target !== null || adding !== undefined;
  const items = useMemo(() => {
    const kind = ({ archived_at, template }: ListedProject) =>
      `${archived_at !== null} ${template}`;
    return projectMenu({
      project,
      listed: projects.filter((other) => kind(other) === kind(project)),
      actions,
      onEdit: () => setEditing(true),
      onMade: made,
      onUse: () => setUsing(true),
      more: [
        {
          label: project.has_note ? 'Edit the note' : 'Add a note',
          run: () => setAdding('note'),
        },
        { label: 'Set start and target day', run: () => setAdding('days') },
      ],
    });
  }, [project, projects, actions, made]);
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
            {project.template && (
              <Button variant="quiet" onClick={() => setUsing(true)}>
                Use template
              </Button>
            )}
            <Menu
              label={`More for ${project.name}`}
              items={[...items.slice(0, -1), { label: 'Print', run: print }, ...items.slice(-1)]}
            />
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
          {project.template
            ? 'This is a template: its tasks are only here, and in the projects made from it.'
            : 'This project is archived: its tasks are left out of Today and Upcoming.'}
        </p>
      )}
      {isUsing && (
        <UseTemplate
          fallback={<LoadingDialog onClose={() => setUsing(false)} />}
          template={project}
          onMade={onMade}
          onClose={() => setUsing(false)}
        />
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
