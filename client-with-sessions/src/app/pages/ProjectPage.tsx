import { Link, useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
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
import { useArrangedBoard, useArrangingDone, useArrangingOpen } from './arrangingProject';
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
  const navigate = useNavigate();
  const { id } = project;
  const head = (count: string | undefined, button: ReactNode) => (
    <ProjectHead
      {...{ project, projects, count }}
      onMade={(copy) => void navigate({ to: paths.project, params: { id: String(copy) } })}
    >
      <LayoutChoice id={id} />
      {button}
    </ProjectHead>
  );

  if (layout === 'board') return <BoardOf {...{ project, head }} owner={user.id} />;
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
      <DoneOf {...{ project, head, onHistory }} owner={user.id} />
      {history}
    </>
  );
}

/** A template is filled as a project in use is. */
function takesTasks({ archived_at, template }: ListedProject): boolean {
  return archived_at === null || template;
}

interface BoardProps {
  owner: number;
  project: ListedProject;
  head: (count: string, button: ReactNode) => ReactNode;
}

function BoardOf({ owner, project, head }: BoardProps) {
  const { mutate } = useMutations();
  const { open, closed, group, button, line } = useArrangedBoard(project);
  const { id } = project;
  return (
    <>
      {head(`${project.open.toLocaleString('en')} open`, button)}
      {line}
      {takesTasks(project) && (
        <CaptureBar
          owner={owner}
          context={{ project_id: id }}
          onAdd={(text, context, drafts) => mutate(capture({ text, context, drafts }))}
        />
      )}
      {/* As wide as the board from the beginning, so that nothing moves when it comes. */}
      <div data-wide>
        <Board fallback={<ListSkeleton />} {...{ open, closed, group }} />
      </div>
    </>
  );
}

interface ListProps {
  project: ListedProject;
  owner: number;
  head: (count: string | undefined, button: ReactNode) => ReactNode;
  onHistory: (task: Task) => void;
}

/** The closed tasks of a project. */
function DoneOf({ project, owner, head, onHistory }: ListProps) {
  return (
    <TaskPage
      owner={owner}
      source={{ kind: 'project', id: project.id, status: 'closed' }}
      label="Done tasks"
      arranging={useArrangingDone(project)}
      head={(view, button) => head(view && `${view.total.toLocaleString('en')} done`, button)}
      capture={undefined}
      empty={<EmptyState state="Nothing done yet." advice="Tasks that you complete appear here." />}
      known={['project']}
      onHistory={onHistory}
    />
  );
}

/** The open tasks of a project, section by section. */
function ListOf({ project, owner, head, onHistory }: ListProps) {
  const { id } = project;
  const canAdd = takesTasks(project);
  const arranging = useArrangingOpen(project);
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
      arranging={arranging}
      head={(view, button) => head(view && `${view.total.toLocaleString('en')} open`, button)}
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
