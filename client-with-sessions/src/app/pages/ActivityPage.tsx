import { useQuery } from '@tanstack/react-query';
import { instanceQuery } from '../../data/accounts/instance';
import { useThisSession } from '../../data/accounts/sessions';
import { Activity } from '../../features/activity/Activity';

export function ActivityPage() {
  const { data: instance } = useQuery(instanceQuery);
  return <Activity thisSession={useThisSession()?.id} trashDays={instance?.trash_days} />;
}
