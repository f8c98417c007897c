import type { Command } from '../../commands/command';
import { firstKey } from '../../commands/keyInWords';
import type { MenuItem } from '../../ui/MenuList';

/** A command, by its id, and what the menu calls it if not by its own name. */
type Entry = [id: string, label?: string];

const PLAN: Entry[] = [
  ['task.planToday'],
  ['task.planTomorrow'],
  ['task.planNextWeek'],
  ['bulk.plan', 'Plan for…'],
  ['bulk.due', 'Due…'],
];
const MOVE: Entry[] = [
  ['bulk.project', 'Move to project…'],
  ['bulk.section', 'Move to section…'],
  ['task.partOf'],
  ['task.moveUp'],
  ['task.moveDown'],
  ['task.moveToTop'],
  ['task.moveToEnd'],
];
const COPY: Entry[] = [['task.copyLink'], ['task.copyMarkdown']];

/** The menu of one task, in groups. */
const OF_ONE: Entry[][] = [
  [['task.toggle'], ['task.edit', 'Edit title'], ['task.open', 'Details']],
  PLAN,
  MOVE,
  [['task.skip'], ...COPY, ['task.history', 'History']],
  [['task.delete']],
];

/** The menu of all selected tasks. */
const OF_SEVERAL: Entry[][] = [
  [['bulk.complete'], ['bulk.reopen']],
  PLAN,
  MOVE,
  COPY,
  [['bulk.delete']],
];

const DANGEROUS: ReadonlySet<string> = new Set(['task.delete', 'bulk.delete']);

/** The items of a task's menu: what can be done with it, or with all selected ones, on this page. */
export function menuItems(
  available: readonly Command[],
  { isSeveral, isClosed }: { isSeveral: boolean; isClosed: boolean },
): MenuItem[] {
  const groups = (isSeveral ? OF_SEVERAL : OF_ONE).map((entries) =>
    entries.flatMap(([id, label]): MenuItem[] => {
      // A key that only says why nothing can be moved is no item.
      const command = available.find((one) => one.id === id && !one.keyOnly);
      if (!command) return [];
      const toggle = isClosed ? 'Reopen' : 'Complete';
      return [
        {
          label: label ?? (id === 'task.toggle' ? toggle : command.label),
          hint: firstKey(command),
          isDanger: DANGEROUS.has(id),
          run: () => command.run(),
        },
      ];
    }),
  );
  return groups
    .filter((items) => items.length > 0)
    .flatMap((items, group) =>
      items.map((item, index) => ({ ...item, isApart: group > 0 && index === 0 })),
    );
}
