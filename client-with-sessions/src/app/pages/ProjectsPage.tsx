import { Link, useNavigate } from '@tanstack/react-router';
import { Projects } from '../../features/projects/Projects';
import { paths } from './paths';

export function ProjectsPage() {
  const navigate = useNavigate();
  return (
    <Projects
      link={({ id, name }) => (
        <Link to={paths.project} params={{ id: String(id) }}>
          {name}
        </Link>
      )}
      onMade={(id) => void navigate({ to: paths.project, params: { id: String(id) } })}
    />
  );
}
