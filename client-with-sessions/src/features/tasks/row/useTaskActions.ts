import { useMemo } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import type { CaptureContext, DraftFields } from '../../../data/lists/draftTask';
import { rulesOf, type Source } from '../../../data/lists/lists';
import { patched } from '../../../data/lists/patched';
import { useMutations } from '../../../data/MutationsProvider';
import { capture } from '../../../data/mutations/capture';
import { deleteTask } from '../../../data/mutations/deleteTask';
import { updateTasks } from '../../../data/mutations/updateTasks';
import type { Mutation } from '../../../data/outbox/mutation';
import { focusedTask } from './rowFocus';
import { type Saving, savingWith } from './saving';
import type { ExitingRow } from './useExitingRows';

/** Everything a user can do to a task. */
export interface TaskActions extends Saving {
  /** Adds the typed text, one task per line. */
  add: (text: string, context: CaptureContext, drafts: DraftFields[]) => void;
  setDone: (task: Task, done: boolean) => void;
  /** Plans a task for a day, or for none. */
  plan: (task: Task, day: string | null) => void;
  remove: (task: Task) => void;
}

interface Rows {
  exit: (task: Task, why: ExitingRow['why']) => void;
  stay: (id: number) => void;
  /** Focuses a row once it is in its new place. */
  wantFocus: (id: number) => void;
}

/** The actions on the tasks of one list; each shows at once and is sent behind the scenes. */
export function useTaskActions(source: Source, today: string, rows: Rows): TaskActions {
  const { exit, stay, wantFocus } = rows;
  const { mutate, forget } = useMutations();

  return useMemo(() => {
    const mutateOrStay = (mutation: Mutation, id: number) =>
      mutate(mutation, {
        refused: () => {
          stay(id);
          return false;
        },
      });

    const saving = savingWith({ mutate, forget });

    const saveAndMove = (task: Task, patch: TaskPatch) => {
      const changed = patched(task, patch);
      if (rulesOf(source, today).shows(changed, true)) {
        stay(task.id);
        // Under another heading, the row is a new element.
        const hasHeadings =
          source.kind === 'agenda' ||
          source.kind === 'together' ||
          (source.kind === 'query' && source.of?.isGrouped);
        if (hasHeadings && focusedTask() === task.id) wantFocus(task.id);
      } else exit(changed, 'moved');
      mutateOrStay(updateTasks({ task, patch }), task.id);
    };

    return {
      add: (text, context, drafts) => mutate(capture({ text, context, drafts })),
      ...saving,
      setDone(task, done) {
        const completed_at = done ? new Date().toISOString() : null;
        saveAndMove(task, { completed_at, status: done ? 'done' : 'open' });
      },
      plan: (task, planned) => saveAndMove(task, { planned }),
      remove(task) {
        exit(task, 'deleted');
        mutateOrStay(deleteTask({ task }), task.id);
      },
    };
  }, [mutate, forget, source, today, exit, stay, wantFocus]);
}
