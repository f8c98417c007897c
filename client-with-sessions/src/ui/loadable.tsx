import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

interface Waiting {
  /** Shown until the code is loaded. */
  fallback?: ReactNode;
}

/** How long to wait for the network before each further try, in milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * A component whose code is prefetched, or fetched on first render.
 *
 * Unlike React's `lazy`, it is rendered as soon as its code is loaded: React shows a fallback for
 * at least 300 ms, during which the user keeps typing.
 *
 * If the code can't be fetched it tries again for half a minute, because the rest of the page is
 * useful meanwhile. Then the error is thrown to what is around it.
 */
export function loadable<P extends object>(load: () => Promise<ComponentType<P>>) {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;

  const fetch = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        Loaded = component;
      },
      (error: unknown) => {
        // Next time, the network may be back.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  function Loadable({ fallback, ...props }: P & Waiting) {
    const [, setLoaded] = useState(Loaded !== undefined);
    const [failure, setFailure] = useState<{ error: unknown }>();

    useEffect(() => {
      if (Loaded) return;
      let isShown = true;
      let timer: ReturnType<typeof setTimeout>;
      const attempt = (failures: number) => {
        fetch().then(
          () => isShown && setLoaded(true),
          (error: unknown) => {
            if (!isShown) return;
            const pause = PAUSES_MS[failures];
            if (pause === undefined) setFailure({ error });
            else timer = setTimeout(() => attempt(failures + 1), pause);
          },
        );
      };
      attempt(0);
      return () => {
        isShown = false;
        clearTimeout(timer);
      };
    }, []);

    if (failure) throw failure.error;
    return Loaded ? <Loaded {...(props as unknown as P)} /> : fallback;
  }

  return { Component: Loadable, fetchAhead: () => fetch().catch(() => undefined) };
}

// Vite takes a style sheet that is in the page for loaded, also one that could not be fetched.
document.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') target.remove();
  },
  { capture: true },
);
