import { Link, useParams } from '@tanstack/react-router';
import { HabitYear } from '../../features/habits/HabitYear';
import { paths } from './paths';

export function HabitPage() {
  const { id } = useParams({ from: '/inside/app/habits/$id' });
  return <HabitYear key={id} id={Number(id)} back={<Link to={paths.habits}>All habits</Link>} />;
}
