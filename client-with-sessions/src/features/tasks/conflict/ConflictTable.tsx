import { useEffect, useRef } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { choicesIn, only } from '../../../data/outbox/conflict';
import { Button } from '../../../ui/Button';
import { type Field, wordsOf } from '../../../words/fields';
import styles from './ConflictTable.module.css';
import { FieldValue } from './FieldValue';

interface Props {
  /** The task as it is elsewhere. */
  task: Task;
  /** The values that were to be saved here. */
  mine: TaskPatch;
  onKeepMine: (mine: TaskPatch) => void;
  onKeepTheirs: (fields: Field[]) => void;
  /** Edits the title on top of what it is elsewhere. */
  onEdit?: ((title: string) => void) | undefined;
}

/** Fields that were changed here and elsewhere, side by side; each has buttons that choose. */
export function ConflictTable({ task, mine, onKeepMine, onKeepTheirs, onEdit }: Props) {
  const choices = choicesIn(mine);
  const fields = choices.flat();
  const section = useFocusOnNext(choices.length);
  const mineOf = (some: Field[]) => only(mine, (field) => some.includes(field));
  const names = choices.map(nameOf);

  return (
    <section ref={section} aria-label="Changed here and elsewhere" className={styles.conflict}>
      <p role="alert" className={styles.message}>
        Changed elsewhere, too: {listed(names)}. Choose which to keep.
      </p>
      {(choices.length > 1 || (onEdit && typeof mine.title === 'string')) && (
        <div className={styles.all}>
          {choices.length > 1 && (
            <>
              <Button variant="quiet" onClick={() => onKeepMine(mineOf(fields))}>
                Keep all from here
              </Button>
              <Button variant="quiet" onClick={() => onKeepTheirs(fields)}>
                Keep all from elsewhere
              </Button>
            </>
          )}
          {onEdit && typeof mine.title === 'string' && (
            <Button variant="quiet" onClick={() => onEdit(mine.title ?? '')}>
              Edit the title
            </Button>
          )}
        </div>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Here</th>
            <th scope="col">Elsewhere</th>
          </tr>
        </thead>
        {choices.map((choice) => {
          const name = nameOf(choice);
          return (
            <tbody key={choice.join()} aria-label={name}>
              <tr>
                <th colSpan={2} scope="rowgroup" className={styles.name}>
                  {name}
                </th>
              </tr>
              <tr>
                <Side
                  place="here"
                  {...{ name, choice }}
                  values={{ ...task, ...mine }}
                  other={task}
                  onKeep={() => onKeepMine(mineOf(choice))}
                />
                <Side
                  place="elsewhere"
                  {...{ name, choice }}
                  values={task}
                  other={{ ...task, ...mine }}
                  onKeep={() => onKeepTheirs(choice)}
                />
              </tr>
            </tbody>
          );
        })}
      </table>
    </section>
  );
}

interface SideProps {
  place: 'here' | 'elsewhere';
  name: string;
  choice: Field[];
  values: Task;
  other: Task;
  onKeep: () => void;
}

function Side({ place, name, choice, values, other, onKeep }: SideProps) {
  return (
    <td>
      <span aria-hidden="true" className={styles.place}>
        {place}
      </span>
      {choice.map((field) => (
        <FieldValue key={field} {...{ field, place, values, other }} />
      ))}
      <button
        type="button"
        className={styles.keep}
        aria-label={`Keep this: ${name} from ${place}`}
        onClick={onKeep}
      >
        Keep this
      </button>
    </td>
  );
}

/** Once a button is gone with its row, its place is taken by the first that is left. */
function useFocusOnNext(rows: number) {
  const section = useRef<HTMLElement>(null);
  const before = useRef(rows);

  useEffect(() => {
    const hasLost = rows < before.current && document.activeElement === document.body;
    before.current = rows;
    if (hasLost) section.current?.querySelector('button')?.focus();
  }, [rows]);

  return section;
}

function nameOf(choice: Field[]): string {
  return listed(choice.map((field) => wordsOf(field).label));
}

function listed(words: string[]): string {
  return new Intl.ListFormat('en').format(words);
}
