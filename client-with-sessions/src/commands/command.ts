/** The heading under which a command is listed. */
export type CommandGroup = 'Tasks' | 'Selection' | 'This page' | 'Make' | 'Go to' | 'Page';

/** The groups, in the order in which they are listed. */
export const GROUPS: CommandGroup[] = ['Tasks', 'Selection', 'This page', 'Make', 'Go to', 'Page'];

/**
 * Something a user can do. Shortcuts, menus, the palette and the list of shortcuts are all
 * made from these.
 */
export interface Command {
  /** Such as `task.edit`. Of two with the same id, the one registered last counts. */
  id: string;
  label: string;
  /** What else people call it, for the palette. */
  words?: string;
  group: CommandGroup;
  /** As in `KeyboardEvent.key`; `g t` is one key after another. */
  keys?: string[];
  /** Keys by which the browser itself does the same: listed, but not handled. */
  native?: string[];
  /** With Ctrl, or Command on a Mac. */
  withCommand?: boolean;
  /** Needed only with Ctrl or Command, or if the key is neither a letter nor a sign. */
  withShift?: boolean;
  withAlt?: boolean;
  /** Goes on for as long as the key is held; other commands only count the first press. */
  repeats?: boolean;
  /** Also works in text fields. */
  whileTyping?: boolean;
  /** Another shortcut for a command that is listed already. */
  unlisted?: boolean;
  /** Only a shortcut, such as moving to the next row, so it is not in the palette. */
  keyOnly?: boolean;
  /** Takes precedence over others with the same key while it is available. */
  first?: boolean;
  /** Whether it can be run now; without this, always. */
  when?: () => boolean;
  /** Returns whether there was something to do; otherwise the browser handles the key. */
  run: (event?: KeyboardEvent) => boolean;
}

/** A `run` for a command that can always be run. */
export function always(action: () => void) {
  return () => {
    action();
    return true;
  };
}

export function isAvailable({ when }: Command): boolean {
  return when === undefined || when();
}

/** The commands without duplicates: of those with the same id, the first. */
export function withoutTwins(commands: Command[]): Command[] {
  const known = new Set<string>();
  return commands.filter(({ id }) => !known.has(id) && known.add(id));
}
