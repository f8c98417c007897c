import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryFieldsQuery } from '../data/queries/search';
import { queryTokenIn } from './queryToken';
import type { TokenAt } from './token';

/** Finds what is being typed in a query, as far as the server has said what it can be. */
export function useQueryTokens(): TokenAt {
  const { data } = useQuery(queryFieldsQuery);
  return useMemo(() => queryTokenIn(data?.fields ?? []), [data]);
}
