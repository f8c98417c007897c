import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useLetterKeys } from './preferences';
import {
  always,
  beginsSequence,
  findShortcut,
  isLetter,
  isTaken,
  type Shortcut,
} from './shortcuts';

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1_500;

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

type Register = (shortcuts: Shortcut[]) => () => void;

const ShortcutsContext = createContext<Register | undefined>(undefined);

/** Has these keys work for as long as what they are about is shown. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const register = useContext(ShortcutsContext);
  if (!register) throw new Error('useShortcuts needs a ShortcutsProvider above it.');
  useEffect(() => register(shortcuts), [register, shortcuts]);
}

interface Props {
  /** The keys that work on every page inside. */
  shortcuts: Shortcut[];
  children: ReactNode;
}

/** Listens for the keys, and shows them all with `?`. */
export function ShortcutsProvider({ shortcuts, children }: Props) {
  const letterKeys = useLetterKeys();
  const [shown, setShown] = useState<Shortcut[]>();
  const registered = useRef(new Set<Shortcut[]>());
  const [register] = useState(() => (own: Shortcut[]) => {
    registered.current.add(own);
    return () => registered.current.delete(own);
  });

  useEffect(() => {
    let before: { key: string; at: number } | undefined;
    const all = (): Shortcut[] => [
      ...[...registered.current].flat(),
      ...shortcuts,
      { keys: ['?'], label: 'Show these keys', run: always(() => setShown(all())) },
    ];
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const first = before && event.timeStamp - before.at < SEQUENCE_MS ? before.key : undefined;
      before = undefined;
      if (findShortcut(all(), event, letterKeys, first)?.run(event)) event.preventDefault();
      else if (first === undefined && letterKeys && isLetter(event) && !isTaken(event)) {
        if (beginsSequence(all(), event.key)) before = { key: event.key, at: event.timeStamp };
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts, letterKeys]);

  return (
    <ShortcutsContext value={register}>
      {children}
      {shown && (
        <Suspense>
          <KeysDialog shortcuts={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </ShortcutsContext>
  );
}
