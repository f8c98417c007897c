import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { asQuery } from '../../features/search/asQuery';
import { SearchField } from '../../features/search/SearchField';
import { useQueryProblem } from '../../features/search/useQueryProblem';
import { countInWords } from '../../features/tasks/pages/countInWords';
import { TaskPage } from '../../features/tasks/pages/TaskPage';
import { SaveView } from '../../features/views/SaveView';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import { QUERY_GROUPS } from './arrangingView';
import { paths } from './paths';
import styles from './SearchPage.module.css';
import { useHistory } from './useHistory';

/** Finds the tasks of the query in the address. */
export function SearchPage() {
  const { user } = useRouteContext({ from: '/inside' });
  const { q: asked = '' } = useSearch({ from: '/inside/app/search' });
  const q = asQuery(asked);
  const navigate = useNavigate();
  const { history, onHistory } = useHistory();
  const { isFine, problem } = useQueryProblem(q);

  const search = (next: string) =>
    void navigate({ to: paths.search, search: { q: next || undefined }, replace: true });
  const showView = (id: number) => void navigate({ to: paths.view, params: { id: String(id) } });

  const arranging = { groups: QUERY_GROUPS, query: q, save: search };

  return (
    <>
      <PageHead title="Search" />
      <SearchField q={q} problem={problem} onSearch={search} />
      {q === '' && (
        <EmptyState
          state="What are you looking for?"
          advice="The titles and descriptions of all tasks are searched, done ones too."
        />
      )}
      {isFine && q !== '' && (
        <TaskPage
          owner={user.id}
          source={{ kind: 'query', q }}
          label="Found tasks"
          arranging={arranging}
          head={(view, button) => (
            <div className={styles.above}>
              <Found total={view?.total} />
              <SaveView query={q} onCreated={showView} />
              {button}
            </div>
          )}
          capture={undefined}
          empty={<EmptyState state="Nothing was found." advice={adviceFor(q)} />}
          onHistory={onHistory}
        />
      )}
      {history}
    </>
  );
}

/** A hint for people who know `or` as an operator from other searches. */
function adviceFor(q: string): string {
  return /(?:^|\s)or(?:\s|$)/i.test(q)
    ? '“or” is searched for as a word. A comma means one of several: is:open,done.'
    : 'Try fewer or different words.';
}

function Found({ total }: { total: number | undefined }) {
  // With no results, the page says so itself.
  return (
    <p role="status" className={total === 0 ? 'visually-hidden' : styles.found}>
      {total !== undefined && `${countInWords(total)} found`}
    </p>
  );
}
