import type { ComponentProps } from 'react';

/** A link to another site, in a tab of its own that learns nothing of this one. */
export function OutsideLink(props: ComponentProps<'a'> & { href: string }) {
  return <a {...props} target="_blank" rel="noopener noreferrer" />;
}
