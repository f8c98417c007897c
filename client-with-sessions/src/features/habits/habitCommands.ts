import type { Command } from '../../commands/command';

/** What can be done with the day that has the focus. */
export type DayAct = 'open' | 'skip' | 'clear';

/** The commands of the grid. `act` returns whether a day has the focus. */
export function habitCommands(act: (what: DayAct) => boolean): Command[] {
  return [
    {
      id: 'habit.press',
      group: 'This page',
      native: [' '],
      keyOnly: true,
      label: 'Answer the day: done, skipped, nothing',
      run: () => false,
    },
    {
      id: 'habit.open',
      group: 'This page',
      keys: ['Enter'],
      keyOnly: true,
      label: 'Open the day: value, note, reason',
      run: () => act('open'),
    },
    {
      id: 'habit.skip',
      group: 'This page',
      keys: ['s'],
      keyOnly: true,
      label: 'Skip the day',
      run: () => act('skip'),
    },
    {
      id: 'habit.clear',
      group: 'This page',
      keys: ['Delete', 'Backspace'],
      keyOnly: true,
      label: 'Clear the day',
      run: () => act('clear'),
    },
  ];
}
