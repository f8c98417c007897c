import { useAvailableCommands } from '../../commands/CommandsProvider';
import { type Command, isAvailable } from '../../commands/command';
import { firstKey } from '../../commands/keyInWords';
import { useSelectionStore } from '../../selection/SelectionProvider';
import styles from './BulkBar.module.css';

/** Commands that are used less often are only in the palette. */
const NOT_IN_BAR: ReadonlySet<string> = new Set(['bulk.untag', 'bulk.reopen']);

/** Commands of the page that act on the selected tasks. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(['task.moveUp', 'task.moveDown']);

function inBar(commands: Command[]): Command[] {
  return commands.filter((command) => !NOT_IN_BAR.has(command.id) && isAvailable(command));
}

interface Props {
  count: number;
  commands: Command[];
}

/** How many tasks are selected, and buttons to change all of them. */
export function BulkBar({ count, commands }: Props) {
  const selection = useSelectionStore();
  const available = useAvailableCommands();
  const ofThePage = available().filter(
    ({ id, keyOnly = false }) => OF_THE_PAGE.has(id) && !keyOnly,
  );
  const clear = () => {
    selection.clear();
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  };

  return (
    <section aria-label="Selected tasks" className={styles.bar} data-bottom-bar data-tall>
      <p role="status" className={styles.count}>
        {count.toLocaleString('en')} selected
      </p>
      <div className={styles.actions}>
        {[...inBar(commands), ...ofThePage].map((command) => (
          <button
            key={command.id}
            type="button"
            className={styles.action}
            title={firstKey(command)}
            onClick={() => command.run()}
          >
            {command.label}
          </button>
        ))}
      </div>
      <button
        type="button"
        className={styles.clear}
        aria-label="Clear the selection"
        onClick={clear}
      >
        ×
      </button>
    </section>
  );
}
