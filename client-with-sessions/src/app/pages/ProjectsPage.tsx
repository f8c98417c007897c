import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Projects } from '../../features/projects/Projects';
import { paths } from './paths';

export function ProjectsPage() {
  const navigate = useNavigate();
  const { add = false } = useSearch({ from: '/inside/app/projects' });
  return (
    <Projects
      isAdding={add}
      onAdding={(isAdding) =>
        void navigate({
          to: paths.projects,
          search: (before) => ({ ...before, add: isAdding || undefined }),
          replace: true,
        })
      }
      link={({ id, name }) => (
        <Link to={paths.project} params={{ id: String(id) }}>
          {name}
        </Link>
      )}
      // The address with the form stays behind, so that Back doesn't open it again.
      onMade={(id) =>
        void navigate({ to: paths.project, params: { id: String(id) }, replace: true })
      }
    />
  );
}
