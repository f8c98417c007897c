import { type RefObject, useEffect, useState } from 'react';

/** The counting of every element that is observed. */
const counts = new WeakMap<Element, () => void>();

const observer =
  typeof ResizeObserver === 'undefined'
    ? undefined
    : new ResizeObserver((entries) => {
        for (const { target } of entries) counts.get(target)?.();
      });

/** How many children of a line have wrapped to another one, which is not shown. */
export function useHiddenCount(line: RefObject<HTMLElement | null>): number {
  const [hidden, setHidden] = useState(0);
  useEffect(() => {
    const element = line.current;
    if (!element || !observer) return;
    counts.set(element, () => {
      const bottom = element.getBoundingClientRect().bottom;
      let count = 0;
      for (const child of element.children) {
        const isHidden = child.getBoundingClientRect().top >= bottom;
        // No key leads to what is not seen.
        child.toggleAttribute('data-hidden', isHidden);
        count += Number(isHidden);
      }
      setHidden(count);
    });
    observer.observe(element);
    return () => observer.unobserve(element);
  }, [line]);
  return hidden;
}
