import { useCallback, useEffect, useRef } from 'react';

/** A function that stays the same and calls the latest one. */
export function useLatest<A extends unknown[]>(action: (...args: A) => void): (...args: A) => void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
