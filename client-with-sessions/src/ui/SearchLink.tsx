import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** Where a search is shown, and how to get there without loading the page again. */
export interface ToSearch {
  href: (q: string) => string;
  go: (q: string) => void;
}

/** Only the app knows addresses; without one, a link is plain words. */
export const SearchLinkContext = createContext<ToSearch | undefined>(undefined);

interface Props {
  q: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A link to what a query finds. It is no stop for Tab: a row has one already. */
export function SearchLink({ q, className, children }: Props) {
  const to = useContext(SearchLinkContext);
  if (!to) return <span className={className}>{children}</span>;
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    to.go(q);
  };
  return (
    <a href={to.href(q)} tabIndex={-1} draggable={false} className={className} onClick={go}>
      {children}
    </a>
  );
}
