import type { Habit, ListedHabit } from '../../api/types';
import type { MenuItem } from '../../ui/MenuList';
import type { HabitActions } from './useHabitActions';

interface Props {
  habit: Habit;
  /** The habits it is ordered among. */
  listed?: ListedHabit[];
  actions: HabitActions;
  onEdit: () => void;
}

/** The menu of a habit, in its row and on its page. */
export function habitMenu({ habit, listed, actions, onEdit }: Props): MenuItem[] {
  const isArchived = habit.archived_at !== null;
  const index = listed?.findIndex(({ id }) => id === habit.id) ?? -1;
  const moves: MenuItem[] = listed
    ? [
        {
          label: 'Move up',
          isDisabled: index <= 0,
          run: () => actions.move(listed, habit, -1),
        },
        {
          label: 'Move down',
          isDisabled: index < 0 || index === listed.length - 1,
          run: () => actions.move(listed, habit, 1),
        },
      ]
    : [];
  return [
    { label: 'Change', run: onEdit },
    ...moves,
    {
      label: isArchived ? 'Unarchive' : 'Archive',
      run: () => actions.archive(habit, !isArchived),
    },
    { label: 'Delete', isDanger: true, run: () => actions.remove(habit) },
  ];
}
