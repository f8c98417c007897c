import { Link, useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import type { ListedProject } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { capture } from '../../data/mutations/capture';
import { useProjects } from '../../data/queries/projects';
import { ProjectHead } from '../../features/projects/ProjectHead';
import { CaptureBar } from '../../features/tasks/capture/CaptureBar';
import { ListSkeleton } from '../../features/tasks/list/ListSkeleton';
import { TaskPage } from '../../features/tasks/pages/TaskPage';
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
  const navigate = useNavigate();
  const { id } = project;
  // A template is filled as a project is.
  const isResting = project.archived_at !== null && !project.template;
  const head = (count: string | undefined) => (
    <ProjectHead
      {...{ project, projects, count }}
      onMade={(copy) => void navigate({ to: paths.project, params: { id: String(copy) } })}
    >
      <LayoutChoice id={id} />
    </ProjectHead>
  );

  if (layout === 'board') {
    return (
      <>
        {head(`${project.open.toLocaleString('en')} open`)}
        {!isResting && (
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
  const isDone = layout === 'done';
  return (
    <>
      <TaskPage
        key={layout}
        owner={user.id}
        source={{ kind: 'project', id, status: isDone ? 'closed' : 'open' }}
        label={isDone ? 'Done tasks' : 'Open tasks'}
        head={(view) =>
          head(view && `${view.total.toLocaleString('en')} ${isDone ? 'done' : 'open'}`)
        }
        capture={isDone || isResting ? undefined : { project_id: id }}
        empty={<NothingHere isDone={isDone} />}
        known={['project']}
        onHistory={onHistory}
      />
      {history}
    </>
  );
}

function NothingHere({ isDone }: { isDone: boolean }) {
  if (isDone) {
    return <EmptyState state="Nothing done yet." advice="Tasks that you complete appear here." />;
  }
  return (
    <EmptyState state="Nothing to do here." advice="Add the first task of this project above." />
  );
}
