import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { type Command, GROUPS } from './command';
import styles from './KeysDialog.module.css';
import { keyInWords } from './keyInWords';

interface Props {
  commands: Command[];
  onClose: () => void;
}

/** The list of shortcuts. */
export function KeysDialog({ commands, onClose }: Props) {
  const listed = commands.filter(({ keys, unlisted }) => keys && !unlisted);
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it is read from its top, and scrolled by keys. */}
      <section aria-label="What the keys do" tabIndex={0} className={styles.scroll}>
        <div className={styles.groups}>
          {GROUPS.map((group) => (
            <KeysOfGroup
              key={group}
              group={group}
              commands={listed.filter((command) => command.group === group)}
            />
          ))}
        </div>
      </section>
      <p className={styles.note}>Single letters can be turned off in the settings.</p>
      <Button className={styles.close} onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}

function KeysOfGroup({ group, commands }: { group: string; commands: Command[] }) {
  if (commands.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{group}</h3>
      <dl className={styles.keys}>
        {commands.map((command) => (
          <div key={command.id} className={styles.entry}>
            <dt>{command.label}</dt>
            <dd>
              {[...(command.keys ?? []), ...(command.native ?? [])].map((key) => (
                <kbd key={key} className={styles.key}>
                  {keyInWords(command, key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
