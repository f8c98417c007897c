import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

interface Waiting {
  /** Shown until the code is loaded. */
  fallback?: ReactNode;
}

/**
 * A component whose code is prefetched, or fetched on first render.
 *
 * Unlike React's `lazy`, it is rendered as soon as its code is loaded: React shows a fallback for
 * at least 300 ms, during which the user keeps typing.
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
      fetch().then(
        () => isShown && setLoaded(true),
        (error: unknown) => isShown && setFailure({ error }),
      );
      return () => {
        isShown = false;
      };
    }, []);

    if (failure) throw failure.error;
    return Loaded ? <Loaded {...(props as unknown as P)} /> : fallback;
  }

  return { Component: Loadable, fetchAhead: () => fetch().catch(() => undefined) };
}
