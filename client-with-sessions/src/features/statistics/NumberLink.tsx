import { type MouseEvent, type ReactNode, useContext } from 'react';
import { type Target, TargetContext } from './targets';

interface Props {
  to: Target | undefined;
  children: ReactNode;
}

/** A number that leads to what is behind it. */
export function NumberLink({ to, children }: Props) {
  const link = useTargetLink();
  return to ? <a {...link(to)}>{children}</a> : children;
}

/** Returns a function that makes the attributes of a link to a target. */
export function useTargetLink() {
  const context = useContext(TargetContext);
  return (to: Target) => ({
    href: context?.hrefOf(to),
    onClick: (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      context?.go(to);
    },
  });
}
