import { Button } from './Button';
import { Dialog } from './Dialog';
import styles from './KeysDialog.module.css';
import type { Shortcut } from './shortcuts';

const IS_MAC = navigator.userAgent.includes('Mac');
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
        {shortcuts
          .filter(({ unlisted }) => !unlisted)
          .map((shortcut) => (
            <div key={shortcut.label} className={styles.entry}>
              <dt>{shortcut.label}</dt>
              <dd>
                {[...shortcut.keys, ...(shortcut.native ?? [])].map((key) => (
                  <kbd key={key} className={styles.key}>
                    {keyInWords(shortcut, key)}
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

function keyInWords({ withCommand, withShift }: Shortcut, key: string): string {
  if (!withCommand) return NAMES[key] ?? key;
  const shift = withShift ? (IS_MAC ? '⇧' : 'Shift ') : '';
  return `${shift}${IS_MAC ? '⌘' : 'Ctrl '}${key.toUpperCase()}`;
}
