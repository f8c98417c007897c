import type { Task } from '../../api/types';
import { useThisSession } from '../../data/accounts/sessions';
import { HistoryDialog } from '../../features/history/HistoryDialog';

interface Props {
  task: Task;
  onClose: () => void;
}

/** The history of a task, as seen from this session. */
export function TaskHistory(props: Props) {
  return <HistoryDialog {...props} thisSession={useThisSession()?.id} />;
}
