import { useEffect } from 'react';

interface Props {
  children: string;
}

/** The heading of a page, and the name of its tab. The focus comes here with a new page. */
export function PageTitle({ children }: Props) {
  useEffect(() => {
    document.title = `${children} · tracker`;
  }, [children]);

  return <h1 tabIndex={-1}>{children}</h1>;
}
