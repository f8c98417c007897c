import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { type Command, GROUPS } from './command';
import styles from './KeysDialog.module.css';
import { keyInWords } from './keyInWords';

interface Props {
  commands: Command[];
  onClose: () => void;
}

/** What a line that adds a task understands, by example. */
const LINE = [
  { meant: 'When it is due', examples: ['tomorrow 9am', 'fri', '12 dec', 'in 3 days'] },
  { meant: 'How it repeats', examples: ['every friday', 'every 1st', 'every 2 weeks'] },
  { meant: 'A tag', examples: ['#home'] },
  { meant: 'Its project', examples: ['+House'] },
  { meant: 'How much it matters', examples: ['!high'] },
  { meant: 'How long it takes', examples: ['~15m', '~1h30m'] },
  { meant: 'Hidden until then', examples: ['^monday'] },
  { meant: 'Just words', examples: ['\\tomorrow', '“tomorrow”'] },
];

/** The list of shortcuts, and what a line understands. */
export function KeysDialog({ commands, onClose }: Props) {
  const listed = commands.filter(({ keys, unlisted }) => keys && !unlisted);
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it is read from its top, and scrolled by keys. */}
      <section aria-label="What the keys do" tabIndex={0} className={styles.scroll}>
        <div className={styles.groups}>
          <LineInWords />
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

function LineInWords() {
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>What a line understands</h3>
      <dl className={styles.keys}>
        {LINE.map(({ meant, examples }) => (
          <div key={meant} className={styles.entry}>
            <dt>{meant}</dt>
            <dd className={styles.examples}>
              {examples.map((example) => (
                <code key={example} className={styles.key}>
                  {example}
                </code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
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
