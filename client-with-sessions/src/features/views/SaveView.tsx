import { useMemo, useState } from 'react';
import { useCommands } from '../../commands/CommandsProvider';
import { always, type Command } from '../../commands/command';
import { useMutations } from '../../data/MutationsProvider';
import { createView } from '../../data/mutations/createView';
import { Button } from '../../ui/Button';
import { ViewForm } from './ViewForm';
import styles from './Views.module.css';

interface Props {
  /** The query of the search. */
  query: string;
  /** Opens the view that was created. */
  onCreated: (id: number) => void;
}

/** Saves a search as a view. */
export function SaveView({ query, onCreated }: Props) {
  const { mutate } = useMutations();
  const [isNaming, setNaming] = useState(false);
  useCommands(useMemo(() => [saveCommand(() => setNaming(true))], []));

  if (!isNaming) {
    return (
      <Button variant="quiet" className={styles.save} onClick={() => setNaming(true)}>
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
        mutate(createView({ name, query }), {
          done: ({ created }) => created !== undefined && onCreated(created),
          refused: (error) => {
            refused(error);
            return true;
          },
        })
      }
      onCancel={() => setNaming(false)}
    />
  );
}

function saveCommand(save: () => void): Command {
  return { id: 'view.save', group: 'Make', label: 'Save as a view', run: always(save) };
}
