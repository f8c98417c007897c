import { useMutations } from '../../../data/MutationsProvider';
import { capture } from '../../../data/mutations/capture';
import { CaptureBar } from '../capture/CaptureBar';

/** The line that adds subtasks. */
export function SubtaskLine({ parent }: { parent: number }) {
  const { mutate } = useMutations();
  return (
    <CaptureBar
      label="Add a subtask"
      variant="quiet"
      context={{ parent_id: parent }}
      onAdd={(text, context, drafts) => mutate(capture({ text, context, drafts }))}
    />
  );
}
