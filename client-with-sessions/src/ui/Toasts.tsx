import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Toast, type ToastContent } from './Toast';
import styles from './Toasts.module.css';

const MOST_AT_ONCE = 3;

interface ShownToast extends ToastContent {
  id: number;
}

export interface ToastControls {
  /** Shows a message and returns its number. */
  show: (content: ToastContent) => number;
  dismiss: (id: number) => void;
  /** Changes a message that is still shown. */
  reword: (id: number, message: string, open?: () => void) => void;
}

const ToastContext = createContext<ToastControls | undefined>(undefined);

export function useToasts(): ToastControls {
  const controls = useContext(ToastContext);
  if (!controls) throw new Error('useToasts needs a ToastProvider above it.');
  return controls;
}

/** Shows messages that go away by themselves; screen readers read them without moving the focus. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const latest = useRef<ShownToast[]>([]);
  const nextId = useRef(1);

  const change = useCallback((next: ShownToast[]) => {
    latest.current = next;
    setToasts(next);
  }, []);
  const dismiss = useCallback(
    (id: number) => change(latest.current.filter((toast) => toast.id !== id)),
    [change],
  );
  const controls = useMemo<ToastControls>(
    () => ({
      dismiss,
      show(content) {
        const id = nextId.current++;
        const { about } = content;
        const others = latest.current.filter((one) => about === undefined || one.about !== about);
        change([...others, { ...content, id }].slice(-MOST_AT_ONCE));
        return id;
      },
      reword(id, message, open) {
        change(
          latest.current.map((toast) => (toast.id === id ? { ...toast, message, open } : toast)),
        );
      },
    }),
    [change, dismiss],
  );

  return (
    <ToastContext value={controls}>
      {children}
      <div role="status" className={styles.region}>
        {toasts.map(({ id, about: _, ...content }) => (
          <Toast key={id} {...content} onDismiss={() => dismiss(id)} />
        ))}
      </div>
    </ToastContext>
  );
}
