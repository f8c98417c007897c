import { type ReactNode, useMemo, useRef, useState } from 'react';
import { toProblem } from '../../api/errors';
import type { ListedProject } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { always, type Command } from '../../commands/command';
import { useProjects } from '../../data/queries/projects';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ListState } from '../../ui/ListState';
import { LoadingDialog } from '../../ui/LoadingDialog';
import { loadable } from '../../ui/loadable';
import { PageHead } from '../../ui/PageHead';
import { useKeepFocus } from '../../ui/useKeepFocus';
import { useLatest } from '../../ui/useLatest';
import { COLOURS } from './ColourChoice';
import { ProjectForm } from './ProjectForm';
import { ProjectItem } from './ProjectItem';
import styles from './Projects.module.css';
import { Templates } from './Templates';
import { useProjectActions } from './useProjectActions';

const { Component: UseTemplate } = loadable(
  async () => (await import('./UseTemplate')).UseTemplate,
);

interface Props {
  /** Whether the form for a new project is open; the address keeps that. */
  isAdding: boolean;
  onAdding: (isAdding: boolean) => void;
  /** Renders the name of a project as a link to its page. */
  link: (project: ListedProject) => ReactNode;
  /** Opens a project that was created. */
  onMade: (id: number) => void;
}

/** All projects, the templates and the archived ones below. */
export function Projects({ isAdding, onAdding, link, onMade }: Props) {
  const { query, projects } = useProjects();
  const actions = useProjectActions();
  const setAdding = useLatest(onAdding);
  const [isShown, setShown] = useState(false);
  const rows = useRef<HTMLUListElement>(null);
  useKeepFocus(rows, projects, focusHeading);
  useCommands(useMemo(() => [addCommand(() => setAdding(true))], [setAdding]));

  const inUse = projects?.filter(({ archived_at }) => archived_at === null) ?? [];
  const templates = projects?.filter(({ template }) => template) ?? [];
  const archived =
    projects?.filter(({ archived_at, template }) => archived_at !== null && !template) ?? [];
  const [used, setUsed] = useState<ListedProject>();
  const ways = { actions, link, onMade, onUse: setUsed };
  const close = () => {
    setAdding(false);
    focusHeading();
  };

  return (
    <>
      <PageHead title="Projects" count={inUse.length > 0 ? String(inUse.length) : undefined}>
        {!isAdding && (
          <Button variant="quiet" className={styles.add} onClick={() => setAdding(true)}>
            New project
          </Button>
        )}
      </PageHead>
      {isAdding && (
        <ProjectForm
          label="Name of the new project"
          submit="Add"
          initial={{ name: '', colour: nextColour(projects ?? []) }}
          onSave={(values, refused) => actions.add(values, onMade, refused)}
          onCancel={close}
        />
      )}
      <ListState
        what="The projects"
        rows={4}
        isLoading={query.isPending}
        problem={query.error && !projects ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {projects && inUse.length === 0 && !isAdding && (
        <EmptyState
          state="No projects yet."
          advice="A project groups tasks that belong together, such as a move or a garden."
        />
      )}
      <ul ref={rows} aria-label="Projects" className={styles.list}>
        {inUse.map((project) => (
          <ProjectItem key={project.id} project={project} listed={inUse} {...ways} />
        ))}
      </ul>
      <Templates templates={templates} {...ways} />
      {archived.length > 0 && (
        <section className={styles.archive} aria-label="Archived projects">
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? 'Hide' : 'Show'} {archived.length} archived
          </button>
          {isShown && (
            <ul className={styles.list} aria-label="Archived projects">
              {archived.map((project) => (
                <ProjectItem key={project.id} project={project} listed={archived} {...ways} />
              ))}
            </ul>
          )}
        </section>
      )}
      {used && (
        <UseTemplate
          fallback={<LoadingDialog onClose={() => setUsed(undefined)} />}
          template={used}
          onMade={onMade}
          onClose={() => setUsed(undefined)}
        />
      )}
    </>
  );
}

function addCommand(add: () => void): Command {
  return {
    id: 'project.add',
    group: 'Make',
    label: 'New project',
    words: 'add create',
    keys: ['n'],
    run: always(add),
  };
}

/** The least used colour, so that projects look different. */
function nextColour(projects: ListedProject[]) {
  const uses = (colour: string) => projects.filter((project) => project.colour === colour).length;
  const [first = 'teal', ...others] = COLOURS.filter((colour) => colour !== 'gray');
  return others.reduce((least, colour) => (uses(colour) < uses(least) ? colour : least), first);
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}
