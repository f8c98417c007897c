import { useMemo } from 'react';
import { type Problem, toProblem } from './errors';

/** What to show for the error of an action; the same object for the same error. */
export function useProblem(error: unknown): Problem | undefined {
  return useMemo(() => (error ? toProblem(error) : undefined), [error]);
}
