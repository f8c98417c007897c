import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import list from '../../ui/List.module.css';
import styles from './Trash.module.css';

interface Props {
  title: string;
  /** The label of the button that does it. */
  confirm: string;
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks for confirmation of an action that can't be undone. */
export function ConfirmDialog({ title, confirm, children, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className={styles.question}>{children}</p>
      <div className={list.actions}>
        <Button
          variant="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
