import { useAvailableCommands } from '../../commands/CommandsProvider';
import type { Command } from '../../commands/command';
import { firstKey } from '../../commands/keyInWords';
import { useSelectionStore } from '../../selection/SelectionProvider';
import styles from './BulkBar.module.css';

/** What is done less often is in the palette alone. */
const NOT_IN_BAR: ReadonlySet<string> = new Set(['bulk.untag', 'bulk.reopen']);

/** Of the page's own commands, those that are about all that is selected. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(['task.moveUp', 'task.moveDown']);

function inBar(commands: Command[]): Command[] {
  return commands.filter(({ id }) => !NOT_IN_BAR.has(id));
}

interface Props {
  count: number;
  commands: Command[];
}

/** How many tasks are selected, and what can be done to all of them. */
export function BulkBar({ count, commands }: Props) {
  const selection = useSelectionStore();
  const available = useAvailableCommands();
  const ofThePage = available().filter(({ id }) => OF_THE_PAGE.has(id));
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
