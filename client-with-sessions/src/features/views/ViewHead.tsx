import { type ReactNode, useMemo, useState } from 'react';
import type { SavedView } from '../../api/types';
import { useCommands } from '../../commands/CommandsProvider';
import { menuCommands } from '../../commands/menuCommands';
import { placeBeside } from '../../data/lists/placed';
import { useMutations } from '../../data/MutationsProvider';
import { deleteView } from '../../data/mutations/deleteView';
import { moveView } from '../../data/mutations/moveView';
import { updateView } from '../../data/mutations/updateView';
import { Menu } from '../../ui/Menu';
import type { MenuItem } from '../../ui/MenuList';
import { PageHead } from '../../ui/PageHead';
import { ViewForm, type ViewValues } from './ViewForm';
import styles from './Views.module.css';

interface Props {
  view: SavedView;
  /** All views, in their order. */
  views: SavedView[];
  count: string | undefined;
  /** The button that arranges its tasks. */
  children: ReactNode;
}

/** The top of a saved view: its name, what it shows, and its menu. */
export function ViewHead({ view, views, count, children }: Props) {
  const { mutate } = useMutations();
  const [isEditing, setEditing] = useState(false);

  const close = () => {
    setEditing(false);
    document.querySelector<HTMLElement>('h1')?.focus();
  };
  const save = (values: ViewValues, refused: (error: unknown) => void) => {
    const patch = {
      ...(values.name !== view.name && { name: values.name }),
      ...(values.query !== view.query && { query: values.query }),
    };
    if (Object.keys(patch).length === 0) return close();
    mutate(updateView({ view, patch }), {
      done: close,
      refused: (error) => {
        refused(error);
        return true;
      },
    });
  };
  const items = useMemo(() => {
    const move = (step: 1 | -1): MenuItem => {
      const place = placeBeside(views, view.id, step);
      return {
        label: step === 1 ? 'Move down' : 'Move up',
        isDisabled: place === undefined,
        run: () => place && mutate(moveView({ view, place })),
      };
    };
    return [
      { label: 'Rename or change what it shows', run: () => setEditing(true) },
      move(-1),
      move(1),
      {
        label: 'Delete',
        isDanger: true,
        run: () => mutate(deleteView({ view })),
      },
    ];
  }, [view, views, mutate]);
  useCommands(useMemo(() => menuCommands('view', items), [items]));

  return (
    <>
      <PageHead title={view.name} count={count}>
        <span className={styles.end}>
          {children}
          <Menu label={`More for ${view.name}`} items={items} />
        </span>
      </PageHead>
      {isEditing ? (
        <ViewForm initial={view} submit="Save" onSave={save} onCancel={close} />
      ) : (
        <p className={styles.query}>
          <code>{view.query}</code>
        </p>
      )}
    </>
  );
}
