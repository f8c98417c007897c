import { useChanges } from '../../../data/ChangesProvider';
import { newKey } from '../../../data/outbox/idempotencyKey';
import { CaptureBar } from '../capture/CaptureBar';

/** The line that adds subtasks; it understands what every other line does. */
export function SubtaskLine({ parent }: { parent: number }) {
  const { make } = useChanges();
  return (
    <CaptureBar
      label="Add a subtask"
      look="quiet"
      context={{ parent_id: parent }}
      onAdd={(text, context, drafts) =>
        make({ kind: 'capture', key: newKey(), text, context, drafts })
      }
    />
  );
}
