import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryFieldsQuery } from '../data/queries/search';
import { queryTokenIn } from './queryToken';
import type { TokenAt } from './token';

/** Finds the value being typed in a query; words are found once the server has listed them. */
export function useQueryTokens(): TokenAt {
  const { data } = useQuery(queryFieldsQuery);
  return useMemo(() => queryTokenIn(data?.fields ?? []), [data]);
}
