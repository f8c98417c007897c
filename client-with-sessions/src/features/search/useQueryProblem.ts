import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/errors';
import { checkQuery } from '../../data/queries/search';

/** What is wrong with a query, in words, and where. */
export interface QueryProblem {
  message: string;
  /** Where it begins, counted in characters from 0. */
  at: number | undefined;
}

/** Whether the server understands a query: undefined until it has said so. */
export function useQueryProblem(q: string): { isFine: boolean; problem: QueryProblem | undefined } {
  const { isSuccess, error } = useQuery(checkQuery(q));
  const sentence = error instanceof ApiError ? error.fields?.q?.[0] : undefined;
  // The list itself reports any other failure.
  if (sentence === undefined) return { isFine: isSuccess || error !== null, problem: undefined };
  return { isFine: false, problem: readProblem(sentence) };
}

/** The server says: Column 12: expected a date. */
export function readProblem(sentence: string): QueryProblem {
  const [, column, rest] = /^Column (\d+): (.*)$/s.exec(sentence) ?? [];
  if (column === undefined || rest === undefined) return { message: sentence, at: undefined };
  const message = rest.charAt(0).toUpperCase() + rest.slice(1);
  return { message, at: Number(column) - 1 };
}

/** A query in three parts: what stands before the wrong place, that place, and the rest. */
export function aroundProblem(q: string, at: number): [string, string, string] {
  const letters = Array.from(q);
  const rest = letters.slice(at).join('');
  const wrong = /^\s*\S*/.exec(rest)?.[0] ?? '';
  return [letters.slice(0, at).join(''), wrong, rest.slice(wrong.length)];
}
