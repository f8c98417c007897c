import { Button } from '../../../ui/Button';
import styles from './TaskEditor.module.css';

interface Props {
  /** The task was deleted elsewhere while it was being edited. */
  isGone: boolean;
  onCancel: () => void;
  onHistory: () => void;
  onDelete: () => void;
}

/** The buttons of the editor. Pressing one must not blur the editor, which would save. */
export function EditorFoot({ isGone, onCancel, onHistory, onDelete }: Props) {
  return (
    <div className={styles.foot}>
      <Button type="submit" look="primary">
        {isGone ? 'Bring back and save' : 'Save'}
      </Button>
      <Button onMouseDown={keepFocus} onClick={onCancel}>
        {isGone ? 'Discard' : 'Cancel'}
      </Button>
      {!isGone && (
        <span className={styles.more}>
          <Button look="quiet" onMouseDown={keepFocus} onClick={onHistory}>
            History
          </Button>
          <Button look="quietDanger" onMouseDown={keepFocus} onClick={onDelete}>
            Delete
          </Button>
        </span>
      )}
    </div>
  );
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
