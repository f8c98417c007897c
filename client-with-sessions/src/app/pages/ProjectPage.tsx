import { Link, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ListedProject, Task } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { capture } from '../../data/mutations/capture';
import { useProjects } from '../../data/queries/projects';
import { ProjectHead } from '../../features/projects/ProjectHead';
import { CaptureBar } from '../../features/tasks/capture/CaptureBar';
import { ListSkeleton } from '../../features/tasks/list/ListSkeleton';
import { TaskPage } from '../../features/tasks/pages/TaskPage';
import { useProjectSections } from '../../features/tasks/sections/useProjectSections';
import { EmptyState } from '../../ui/EmptyState';
import { loadable } from '../../ui/loadable';
import { PageHead } from '../../ui/PageHead';
import { LayoutChoice } from './LayoutChoice';
import { paths } from './paths';
import { useHistory } from './useHistory';

const { Component: Board } = loadable(
  async () => (await import('../../features/tasks/board/Board')).Board,
);

/** One project: its tasks as a list or a board, or its closed tasks. */
export function ProjectPage() {
  const id = Number(useParams({ from: '/inside/app/projects/$id' }).id);
  const { layout } = useSearch({ from: '/inside/app/projects/$id' });
  const { query, projects } = useProjects();
  const project = projects?.find((one) => one.id === id);

  if (!projects || !project) {
    if (query.isPending) {
      return (
        <div data-wide={layout === 'board' || undefined}>
          <ListSkeleton />
        </div>
      );
    }
    return (
      <>
        <PageHead title="Project" />
        <EmptyState
          state="There is no such project."
          advice="It may be in the trash, where you can restore it."
        />
        <Link to={paths.projects}>All projects</Link>
      </>
    );
  }
  return <TasksOf key={id} project={project} projects={projects} />;
}

interface Props {
  project: ListedProject;
  projects: ListedProject[];
}

function TasksOf({ project, projects }: Props) {
  const { user } = useRouteContext({ from: '/inside' });
  const { layout = 'list' } = useSearch({ from: '/inside/app/projects/$id' });
  const { history, onHistory } = useHistory();
  const { mutate } = useMutations();
  const { id } = project;
  const head = (count: string | undefined) => (
    <ProjectHead project={project} projects={projects} count={count}>
      <LayoutChoice id={id} />
    </ProjectHead>
  );

  if (layout === 'board') {
    return (
      <>
        {head(`${project.open.toLocaleString('en')} open`)}
        {project.archived_at === null && (
          <CaptureBar
            owner={user.id}
            context={{ project_id: id }}
            onAdd={(text, context, drafts) => mutate(capture({ text, context, drafts }))}
          />
        )}
        {/* As wide as the board from the beginning, so that nothing moves when it comes. */}
        <div data-wide>
          <Board fallback={<ListSkeleton />} project={id} />
        </div>
      </>
    );
  }
  if (layout === 'list') {
    return (
      <>
        <ListOf {...{ project, head, onHistory }} owner={user.id} />
        {history}
      </>
    );
  }
  return (
    <>
      <TaskPage
        owner={user.id}
        source={{ kind: 'project', id, status: 'closed' }}
        label="Done tasks"
        head={(view) => head(view && `${view.total.toLocaleString('en')} done`)}
        capture={undefined}
        empty={
          <EmptyState state="Nothing done yet." advice="Tasks that you complete appear here." />
        }
        known={['project']}
        onHistory={onHistory}
      />
      {history}
    </>
  );
}

interface ListProps {
  project: ListedProject;
  owner: number;
  head: (count: string | undefined) => ReactNode;
  onHistory: (task: Task) => void;
}

/** The open tasks of a project, section by section. */
function ListOf({ project, owner, head, onHistory }: ListProps) {
  const { id } = project;
  const canAdd = project.archived_at === null;
  const { sections, more } = useProjectSections({
    owner,
    project: id,
    canAdd,
    hasTasks: project.open > 0,
  });
  return (
    <TaskPage
      owner={owner}
      source={{ kind: 'project', id, status: 'open' }}
      label="Open tasks"
      head={(view) => head(view && `${view.total.toLocaleString('en')} open`)}
      capture={canAdd ? { project_id: id } : undefined}
      sections={sections}
      more={more}
      empty={
        !sections && (
          <EmptyState
            state="Nothing to do here."
            advice="Add the first task of this project above."
          />
        )
      }
      known={['project']}
      onHistory={onHistory}
    />
  );
}
