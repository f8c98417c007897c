import { useQuery } from '@tanstack/react-query';
import { instanceQuery } from '../../data/accounts/instance';
import { Trash } from '../../features/trash/Trash';

export function TrashPage() {
  const { data: instance } = useQuery(instanceQuery);
  return <Trash days={instance?.trash_days} />;
}
