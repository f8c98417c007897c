import { useEffect } from 'react';
import { setPageTitle } from './tabTitle';

interface Props {
  children: string;
}

/** The heading of a page, which is also the title of the tab. A new page focuses it. */
export function PageTitle({ children }: Props) {
  useEffect(() => {
    setPageTitle(`${children} · tracker`);
  }, [children]);

  return (
    <h1 tabIndex={-1} dir="auto">
      {children}
    </h1>
  );
}
