/** Under which heading a command stands. */
export type CommandGroup = 'Tasks' | 'Selection' | 'This page' | 'Make' | 'Go to' | 'Page';

/** The groups, in the order in which they are listed. */
export const GROUPS: CommandGroup[] = ['Tasks', 'Selection', 'This page', 'Make', 'Go to', 'Page'];

/**
 * Something a person can have done. Keys, menus, the palette and the list of keys are all made from
 * these.
 */
export interface Command {
  /** Names it: `task.edit`. Of two with one name, the one that was registered last counts. */
  id: string;
  label: string;
  group: CommandGroup;
  /** As `KeyboardEvent.key` names them; `g t` is one after the other. None: it has no key. */
  keys?: string[];
  /** What the browser does by itself to the same end: worth telling, not to be done twice. */
  native?: string[];
  /** With Ctrl, or Command on a Mac. */
  withCommand?: boolean;
  /** Told apart with Ctrl or Command, and where the key is not a letter or sign. */
  withShift?: boolean;
  withAlt?: boolean;
  /** Works also while one is typing. */
  whileTyping?: boolean;
  /** Another way to something that is listed already: only its keys work. */
  unlisted?: boolean;
  /** Makes sense only as a key, such as a step to the next row: not for the palette. */
  keyOnly?: boolean;
  /** Goes before others with the same key, while it is available. */
  first?: boolean;
  /** Whether there is something to do it with; without this, always. */
  when?: () => boolean;
  /** Says whether there was something to do; otherwise the key keeps its usual meaning. */
  run: (event?: KeyboardEvent) => boolean;
}

/** A command's `run` for what can always be done. */
export function always(action: () => void) {
  return () => {
    action();
    return true;
  };
}

/** Whether a command can be given now. */
export function isAvailable({ when }: Command): boolean {
  return when === undefined || when();
}

/** Each command once: of those with one name, the first. */
export function withoutTwins(commands: Command[]): Command[] {
  const known = new Set<string>();
  return commands.filter(({ id }) => !known.has(id) && known.add(id));
}
