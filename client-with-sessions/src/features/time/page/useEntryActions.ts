import { useState } from 'react';
import { hasStatus, toProblem } from '../../../api/errors';
import type { TimeEntry, TimeEntryBody } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { createTimeEntry } from '../../../data/mutations/createTimeEntry';
import { deleteTimeEntry } from '../../../data/mutations/deleteTimeEntry';
import { updateTimeEntry } from '../../../data/mutations/updateTimeEntry';

/** Saves what a form for time says, and keeps why it was refused. */
export function useEntryActions(onDone: () => void) {
  const { mutate } = useMutations();
  const [refusal, setRefusal] = useState<{ message: string; isInTheWay: boolean }>();
  const then = {
    done: onDone,
    refused(error: unknown) {
      setRefusal({ message: toProblem(error).message, isInTheWay: hasStatus(error, 409) });
      return true;
    },
  };
  return {
    problem: refusal?.message,
    isInTheWay: refusal?.isInTheWay ?? false,
    create(body: TimeEntryBody, name: string) {
      mutate(createTimeEntry({ body, name }), then);
    },
    update(entry: TimeEntry, body: TimeEntryBody, name: string) {
      mutate(updateTimeEntry({ entry, body, name }), then);
    },
    remove(entry: TimeEntry, name: string) {
      mutate(deleteTimeEntry({ entry, name }));
      onDone();
    },
  };
}
