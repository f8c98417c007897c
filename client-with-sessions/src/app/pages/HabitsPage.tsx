import { Link } from '@tanstack/react-router';
import { Habits } from '../../features/habits/Habits';
import { paths } from './paths';

export function HabitsPage() {
  return (
    <Habits
      link={({ id, name }) => (
        <Link to={paths.habit} params={{ id: String(id) }}>
          {name}
        </Link>
      )}
    />
  );
}
