import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLetterKeys } from '../browser/preferences';
import { loadable } from '../ui/loadable';
import { always, type Command, isAvailable, withoutTwins } from './command';
import { beginsSequence, findCommand, isLetter, isTaken, pressesButton } from './shortcuts';

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1_500;
const HELP = 'page.keys';

const { Component: KeysDialog } = loadable(async () => (await import('./KeysDialog')).KeysDialog);

/** The registry of the commands of the current page. */
interface Registry {
  register: (commands: Command[]) => () => void;
  /** All commands, those of the page first. */
  all: () => Command[];
}

const CommandsContext = createContext<Registry | undefined>(undefined);

function useRegistry(): Registry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('useCommands needs a CommandsProvider above it.');
  return registry;
}

/** Registers commands while the component is mounted. */
export function useCommands(commands: Command[]): void {
  const { register } = useRegistry();
  // In a layout effect, as below: what is shown has its keys.
  useLayoutEffect(() => register(commands), [register, commands]);
}

/** Returns a function that lists the commands available when it is called. */
export function useAvailableCommands(): () => Command[] {
  const { all } = useRegistry();
  return useMemo(() => () => all().filter(isAvailable), [all]);
}

/** Returns a function that shows the shortcuts and what a line understands. */
export function useShowHelp(): () => void {
  const { all } = useRegistry();
  return useMemo(
    () => () =>
      void all()
        .find(({ id }) => id === HELP)
        ?.run(),
    [all],
  );
}

interface Props {
  /** The commands that work on every page. */
  commands: Command[];
  children: ReactNode;
}

/** Keeps the commands, listens for their shortcuts, and shows these with `?`. */
export function CommandsProvider({ commands, children }: Props) {
  const letterKeys = useLetterKeys();
  const [shown, setShown] = useState<Command[]>();
  const registered = useRef(new Set<Command[]>());
  const everywhere = useRef(commands);

  useLayoutEffect(() => {
    everywhere.current = commands;
  });

  const [registry] = useState<Registry>(() => {
    const help: Command = {
      id: HELP,
      group: 'Page',
      keys: ['?'],
      label: 'Show the keyboard shortcuts',
      words: 'help hotkeys manual syntax',
      run: always(() => setShown(registry.all())),
    };
    const registry: Registry = {
      register(own) {
        registered.current.add(own);
        return () => registered.current.delete(own);
      },
      all() {
        // Commands registered last come first.
        const ofPage = [...registered.current].toReversed().flat();
        const all = withoutTwins([...ofPage, ...everywhere.current, help]);
        return all.toSorted((a, b) => Number(b.first ?? false) - Number(a.first ?? false));
      },
    };
    return registry;
  });

  useLayoutEffect(() => {
    let before: { key: string; at: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const first = before && event.timeStamp - before.at < SEQUENCE_MS ? before.key : undefined;
      before = undefined;
      const all = registry.all();
      const command = findCommand(all, event, letterKeys, first);
      const isHeld = event.repeat && (pressesButton(event) || (command && !command.repeats));
      if (isHeld || command?.run(event)) event.preventDefault();
      else if (first === undefined && letterKeys && isLetter(event) && !isTaken(event)) {
        if (beginsSequence(all, event.key)) before = { key: event.key, at: event.timeStamp };
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [registry, letterKeys]);

  return (
    <CommandsContext value={registry}>
      {children}
      {shown && <KeysDialog commands={shown} onClose={() => setShown(undefined)} />}
    </CommandsContext>
  );
}
