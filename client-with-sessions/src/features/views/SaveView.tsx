import { useMemo, useState } from 'react';
import { useCommands } from '../../commands/CommandsProvider';
import { always, type Command } from '../../commands/command';
import { useChanges } from '../../data/ChangesProvider';
import { newKey } from '../../data/outbox/idempotencyKey';
import { Button } from '../../ui/Button';
import { ViewForm } from './ViewForm';
import styles from './Views.module.css';

interface Props {
  /** What was searched for. */
  query: string;
  /** Leads to the view that was made. */
  onMade: (id: number) => void;
}

/** Keeps a search under a name, for the side bar. */
export function SaveView({ query, onMade }: Props) {
  const { make } = useChanges();
  const [isNaming, setNaming] = useState(false);
  useCommands(useMemo(() => [saveCommand(() => setNaming(true))], []));

  if (!isNaming) {
    return (
      <Button look="quiet" className={styles.save} onClick={() => setNaming(true)}>
        Save as a view
      </Button>
    );
  }
  return (
    <ViewForm
      initial={{ name: '', query }}
      hasQuery
      submit="Save the view"
      onSave={({ name }, refused) =>
        make(
          { kind: 'createView', key: newKey(), name, query },
          {
            done: ({ made }) => made !== undefined && onMade(made),
            refused: (error) => {
              refused(error);
              return true;
            },
          },
        )
      }
      onCancel={() => setNaming(false)}
    />
  );
}

function saveCommand(save: () => void): Command {
  return { id: 'view.save', group: 'Make', label: 'Save as a view', run: always(save) };
}
