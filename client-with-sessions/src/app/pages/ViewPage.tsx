import { useParams, useRouteContext } from '@tanstack/react-router';
import { useViews } from '../../data/queries/views';
import { ListSkeleton } from '../../features/tasks/list/ListSkeleton';
import { TaskPage } from '../../features/tasks/pages/TaskPage';
import { ViewHead } from '../../features/views/ViewHead';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import { useArrangingView } from './arrangingView';
import { useHistory } from './useHistory';

/** A saved view: the tasks that its query finds. */
export function ViewPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const id = Number(useParams({ from: '/inside/app/views/$id' }).id);
  const { query, views } = useViews();
  const { history, onHistory } = useHistory();
  const view = views?.find((one) => one.id === id);
  const arranging = useArrangingView(view);

  if (!views || !view) {
    if (query.isPending) return <ListSkeleton />;
    return (
      <>
        <PageHead title="View" />
        <EmptyState state="There is no such view." advice="It may have been deleted." />
      </>
    );
  }
  return (
    <>
      <TaskPage
        key={id}
        owner={user.id}
        source={{ kind: 'query', q: view.query }}
        label={`Tasks of ${view.name}`}
        {...(arranging && { arranging })}
        head={(list, button) => (
          <ViewHead view={view} views={views} count={list?.total.toLocaleString('en')}>
            {button}
          </ViewHead>
        )}
        capture={undefined}
        empty={
          <EmptyState
            state="Nothing matches this view right now."
            advice="Tasks that do will appear here."
          />
        }
        onHistory={onHistory}
      />
      {history}
    </>
  );
}
