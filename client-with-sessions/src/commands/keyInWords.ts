import type { Command } from './command';

const IS_MAC = navigator.userAgent.includes('Mac');
const NAMES: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** A key of a command as it is printed on the keyboard. */
export function keyInWords({ withCommand, withShift, withAlt }: Command, key: string): string {
  const shift = withShift ? (IS_MAC ? '⇧' : 'Shift ') : '';
  const alt = withAlt ? (IS_MAC ? '⌥' : 'Alt ') : '';
  if (!withCommand) return `${alt}${shift}${NAMES[key] ?? key}`;
  return IS_MAC ? `${shift}⌘${key.toUpperCase()}` : `Ctrl ${shift}${key.toUpperCase()}`;
}

/** The shortcut that a menu shows beside a command. */
export function firstKey(command: Command): string | undefined {
  const [key] = command.keys ?? [];
  return key === undefined ? undefined : keyInWords(command, key);
}
