import { useMemo } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { type GroupKey, withOrder } from '../../../data/lists/arrangement';
import type { Source } from '../../../data/lists/lists';
import type { Arranging } from '../list/arranging';
import { ArrangementMenu } from './ArrangementMenu';
import { GROUPS, SORTS, sortsOf } from './words';

interface Props {
  arranging: Arranging;
  /** What is shown, which may not be saved yet. */
  query: string;
  source: Source;
  isBoard: boolean;
  isOpen: 'menu' | 'filter' | false;
  beside: () => DOMRect | undefined;
  /** Shows a choice. */
  onChoose: (query: string) => void;
  /** Keeps a choice. */
  onSave: (query: string) => void;
  onOpen: (what: 'menu' | 'filter') => void;
  onClose: () => void;
}

/** The menu that arranges a list, and the same as commands. */
export function Arrangement(props: Props) {
  const { arranging, query, isBoard, isOpen, onSave, onOpen } = props;
  useCommands(
    useMemo(
      () => commandsOf({ arranging, query, isBoard, onSave, onOpen }),
      [arranging, query, isBoard, onSave, onOpen],
    ),
  );
  if (!isOpen) return null;
  return <ArrangementMenu {...props} />;
}

function commandsOf({
  arranging,
  query,
  isBoard,
  onSave,
  onOpen,
}: Pick<Props, 'arranging' | 'query' | 'isBoard' | 'onSave' | 'onOpen'>): Command[] {
  const command = (id: string, label: string, words: string, run: () => void): Command => ({
    id: `list.${id}`,
    group: 'This page',
    label,
    words,
    run: always(run),
  });
  const group = (key: GroupKey, label: string) =>
    command(`group.${key}`, label, 'arrange display divide', () =>
      onSave(withOrder(query, 'group', key === (arranging.group ?? 'none') ? undefined : key)),
    );
  const groups = arranging.groups.filter((key) => key !== 'none');
  return [
    ...groups.map((key) => group(key, `${isBoard ? 'Columns' : 'Group'} by ${GROUPS[key]}`)),
    ...(isBoard ? [] : [group('none', 'Show without groups')]),
    ...sortsOf(arranging).map((key) =>
      command(`sort.${key}`, `Sort by ${SORTS[key]?.name}`, `order ${SORTS[key]?.words}`, () =>
        onSave(withOrder(query, 'sort', key === arranging.sort ? undefined : key)),
      ),
    ),
    command('filter', 'Filter…', 'show only narrow', () => onOpen('filter')),
    ...(arranging.base !== undefined && query !== ''
      ? [
          command('reset', 'Reset the display of this list', 'clear filter sort group', () =>
            onSave(''),
          ),
        ]
      : []),
  ];
}
