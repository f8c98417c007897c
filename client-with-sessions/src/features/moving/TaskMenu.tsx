import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { useAvailableCommands } from '../../commands/CommandsProvider';
import { knownTasks } from '../../data/cache/titles';
import { isClosed } from '../../data/lists/lists';
import { focusRow } from '../../selection/rows';
import { useSelectionStore } from '../../selection/SelectionProvider';
import type { ShownMenu } from '../../selection/TaskMenu';
import { MenuList } from '../../ui/MenuList';
import { menuItems } from './menuItems';

interface Props {
  shown: ShownMenu;
  onClose: () => void;
}

/** What can be done with a task, or with all selected ones if it is one of them. */
export function TaskMenu({ shown: { task: id, beside }, onClose }: Props) {
  const client = useQueryClient();
  const available = useAvailableCommands();
  const selection = useSelectionStore();
  const menu = useRef<{ show: () => void }>(null);
  const [opened] = useState(() => {
    if (!selection.isSelected(id)) selection.clear();
    focusRow(id);
    const count = selection.ids().length;
    const [task] = knownTasks(client, [id]);
    const kind = { isSeveral: count > 1, isClosed: task !== undefined && isClosed(task) };
    return {
      label: count > 1 ? `${count.toLocaleString('en')} tasks` : (task?.title ?? 'The task'),
      items: menuItems(available(), kind),
    };
  });

  useLayoutEffect(() => menu.current?.show(), []);

  return (
    <MenuList
      ref={menu}
      label={opened.label}
      items={opened.items.map((item) => ({
        ...item,
        run() {
          focusRow(id);
          item.run();
        },
      }))}
      beside={() => beside}
      onToggle={(isOpen) => {
        if (!isOpen) onClose();
      }}
    />
  );
}
