import type { Task } from '../../../api/types';
import type { Command } from '../../../commands/command';
import { focusedTask } from '../../../selection/rows';
import { ADD } from '../list/taskCommands';
import { stepColumn, stepInColumn } from './cardFocus';
import { type Columns, columnBeside } from './columns';

/** What the user can do to the cards of a board. */
export interface BoardActions {
  columns: Columns;
  move: (ids: readonly number[], to: string) => void;
  /** Moves a card, with all selected ones if it is one of them. */
  moveCard: (id: number, to: string) => void;
  toggle: (task: Task) => void;
  /** Why the cards of a column can't be put in order, if so. */
  whyNot: (column: string) => string | undefined;
  /** Moves a card up or down in its column, with all selected ones there if it is one of them. */
  reorder: (id: number, by: 1 | -1) => void;
  find: (id: number) => Task | undefined;
  column: (task: Task) => string | undefined;
  open: (id: number) => void;
}

/** Every command of the board. */
export function boardCommands(actions: BoardActions): Command[] {
  const onCard = (act: (task: Task) => void) => () => {
    const id = focusedTask();
    const task = id === undefined ? undefined : actions.find(id);
    if (task) act(task);
    return task !== undefined;
  };
  const isOnCard = () => focusedTask() !== undefined;
  const beside = (step: 1 | -1) =>
    onCard((task) => {
      const from = actions.column(task);
      const to = from && columnBeside(actions.columns, from, step);
      if (to) actions.moveCard(task.id, to);
    });
  const step = (id: string, label: string, keys: string[], go: () => void): Command => ({
    id,
    group: 'Tasks',
    label,
    keys,
    keyOnly: true,
    repeats: true,
    run: (event) => {
      // Arrows scroll the page until a card holds the focus.
      if (event?.key.startsWith('Arrow') && !isOnCard()) return false;
      go();
      return true;
    },
  });

  return [
    ADD,
    step('board.down', 'Next card', ['j', 'ArrowDown'], () => stepInColumn(1)),
    step('board.up', 'Previous card', ['k', 'ArrowUp'], () => stepInColumn(-1)),
    step('board.right', 'Go to the next column', ['ArrowRight'], () => stepColumn(1)),
    step('board.left', 'Go to the previous column', ['ArrowLeft'], () => stepColumn(-1)),
    {
      id: 'board.moveRight',
      group: 'Tasks',
      label: 'Move the card to the next column',
      words: 'right',
      keys: ['ArrowRight'],
      withShift: true,
      when: isOnCard,
      run: beside(1),
    },
    {
      id: 'board.moveLeft',
      group: 'Tasks',
      label: 'Move the card to the previous column',
      words: 'left',
      keys: ['ArrowLeft'],
      withShift: true,
      when: isOnCard,
      run: beside(-1),
    },
    {
      id: 'task.moveDown',
      group: 'Tasks',
      label: 'Move down',
      words: 'order',
      keys: ['ArrowDown'],
      withAlt: true,
      repeats: true,
      when: isOnCard,
      run: onCard((task) => actions.reorder(task.id, 1)),
    },
    {
      id: 'task.moveUp',
      group: 'Tasks',
      label: 'Move up',
      words: 'order',
      keys: ['ArrowUp'],
      withAlt: true,
      repeats: true,
      when: isOnCard,
      run: onCard((task) => actions.reorder(task.id, -1)),
    },
    ...actions.columns.list.map(
      ({ id, title }): Command => ({
        id: `board.to.${id}`,
        group: 'Tasks',
        label: `Move the card to ${title}`,
        when: isOnCard,
        run: onCard((task) => actions.moveCard(task.id, id)),
      }),
    ),
    {
      id: 'task.toggle',
      group: 'Tasks',
      label: 'Mark as done or open',
      words: 'complete finish check',
      keys: ['c'],
      when: isOnCard,
      run: onCard(actions.toggle),
    },
  ];
}
