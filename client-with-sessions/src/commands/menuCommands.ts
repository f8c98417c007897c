import type { MenuItem } from '../ui/MenuList';
import type { Command } from './command';

/** The items of a page's menu as commands, for the palette. */
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
