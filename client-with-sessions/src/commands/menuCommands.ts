import type { MenuItem } from '../ui/Menu';
import type { Command } from './command';

/** What the menu of a page does, for the palette too. */
export function menuCommands(of: string, items: MenuItem[]): Command[] {
  return items.map(({ label, isDisabled, run }) => ({
    id: `${of}.${label}`,
    group: 'This page',
    label,
    when: () => !isDisabled,
    run() {
      run();
      return true;
    },
  }));
}
