import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './KeysDialog.module.css';
import type { Shortcut } from './shortcuts';

const COMMAND = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl';
const NAMES: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑' };

interface Props {
  shortcuts: Shortcut[];
  onClose: () => void;
}

/** The list of the keys. */
export function KeysDialog({ shortcuts, onClose }: Props) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, native = [], withCommand, label }) => (
          <div key={label} className={styles.entry}>
            <dt>{label}</dt>
            <dd>
              {[...keys, ...native].map((key) => (
                <kbd key={key} className={styles.key}>
                  {withCommand ? `${COMMAND} ${key.toUpperCase()}` : (NAMES[key] ?? key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>Single letters can be turned off in the settings.</p>
      <Button className={styles.close} onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}
