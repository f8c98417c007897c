import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

export type Side = 'above' | 'below';

/** What a page does with tasks that are dropped in it. */
export interface Drops {
  /** Moves tasks beside another, if the list has a manual order. */
  beside?: ((ids: readonly number[], beside: number, side: Side) => void) | undefined;
  /** Moves tasks into a part of the page, which is named by its `data-takes`. */
  into: (ids: readonly number[], part: string) => void;
  /** Whether its rows take others as their subtasks. */
  takesParts: boolean;
}

interface Registry {
  register: (drops: Drops) => () => void;
  /** What the page shown now does, if anything. */
  current: () => Drops | undefined;
}

const NOWHERE: Registry = { register: () => () => {}, current: () => undefined };

const DropsContext = createContext<Registry>(NOWHERE);

export function useDropRegistry(): Registry {
  return useContext(DropsContext);
}

/** Takes what is dropped in the page while the component is mounted, unless a part of it does. */
export function useDrops(drops: Drops | undefined): void {
  const { register } = useDropRegistry();
  useEffect(() => (drops ? register(drops) : undefined), [register, drops]);
}

/** Keeps what the page does with dropped tasks. */
export function DropsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(makeRegistry);
  return <DropsContext value={registry}>{children}</DropsContext>;
}

function makeRegistry(): Registry {
  let drops: Drops | undefined;
  return {
    register(next) {
      drops = next;
      return () => {
        if (drops === next) drops = undefined;
      };
    },
    current: () => drops,
  };
}
