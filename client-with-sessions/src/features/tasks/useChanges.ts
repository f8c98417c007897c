import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, toProblem } from '../../api/errors';
import { useToasts } from '../../ui/Toasts';
import { dropFailures, makeChange } from './changeQueue';
import { failureInWords, type TaskChange } from './changes';

/** Makes changes, and lets go of those that were refused. */
export interface Changes {
  /** A refusal is not thrown: it stays beside the row until it was dealt with. */
  make: (change: TaskChange, onRefused?: () => void) => void;
  forget: (change: TaskChange) => void;
}

/** The way from an action of a person to the server. */
export function useChanges(): Changes {
  const client = useQueryClient();
  const toasts = useToasts();

  return useMemo(
    () => ({
      forget: (change) => forgetRefusals(client, change),
      make(change, onRefused) {
        forgetRefusals(client, change);
        makeChange(client, change).catch((error: unknown) => {
          onRefused?.();
          if (change.kind === 'create' || hasRow(change, error)) return;
          forgetRefusals(client, change);
          const { message } = toProblem(error);
          toasts.show({ message: `${failureInWords(change)}: ${change.task.title}. ${message}` });
        });
      },
    }),
    [client, toasts],
  );
}

/** Whether there is still a row beside which the refusal can be told. */
function hasRow(change: TaskChange, error: unknown): boolean {
  const isGone = error instanceof ApiError && error.status === 404;
  return change.kind !== 'restore' && !isGone;
}

function forgetRefusals(client: QueryClient, change: TaskChange): void {
  dropFailures(client, (failed) => subject(failed) === subject(change));
}

function subject(change: TaskChange): string | number {
  return change.kind === 'create' ? change.key : change.task.id;
}
