import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ToSearch } from '../ui/SearchLink';
import { paths } from './pages/paths';

/** The address of a search, for the links of rows. */
export function useToSearch(): ToSearch {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      href: (q) => `${paths.search}?${new URLSearchParams({ q })}`,
      go: (q) => void navigate({ to: paths.search, search: { q } }),
    }),
    [navigate],
  );
}
