import type { Task } from '../../../api/types';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import { useArranging } from '../list/arranging';
import { countInWords } from './countInWords';
import { TaskPage } from './TaskPage';

const SOURCE = { kind: 'inbox' } as const;
const NO_PLACE = {};

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** The tasks that have neither a day nor a project yet. */
export function Inbox(props: Props) {
  return (
    <TaskPage
      {...props}
      source={SOURCE}
      label="Inbox tasks"
      arranging={useArranging('inbox')}
      head={(view, button) => (
        <PageHead title="Inbox" count={view && countInWords(view.total)}>
          {button}
        </PageHead>
      )}
      capture={NO_PLACE}
      welcome="Begin with what is on your mind"
      empty={
        <EmptyState
          state="The inbox is empty."
          advice="Type what is on your mind: it waits here until it has a day or a project."
        />
      }
    />
  );
}
