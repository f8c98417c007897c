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
      <Button type="submit" variant="primary">
        {isGone ? 'Bring back and save' : 'Save'}
      </Button>
      <Button onMouseDown={keepFocus} onClick={onCancel}>
        {isGone ? 'Discard' : 'Cancel'}
      </Button>
      {!isGone && (
        <span className={styles.more}>
          <Button variant="quiet" onMouseDown={keepFocus} onClick={onHistory}>
            History
          </Button>
          <Button variant="quietDanger" onMouseDown={keepFocus} onClick={onDelete}>
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
