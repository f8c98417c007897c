import { useMutations } from '../../../data/MutationsProvider';
import { capture } from '../../../data/mutations/capture';
import { CaptureBar } from '../capture/CaptureBar';

interface Props {
  owner: number;
  parent: number;
}

/** The line that adds subtasks. */
export function SubtaskLine({ owner, parent }: Props) {
  const { mutate } = useMutations();
  return (
    <CaptureBar
      owner={owner}
      label="Add a subtask"
      variant="quiet"
      context={{ parent_id: parent }}
      onAdd={(text, context, drafts) => mutate(capture({ text, context, drafts }))}
    />
  );
}
