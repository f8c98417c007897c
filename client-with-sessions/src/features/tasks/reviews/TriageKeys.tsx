import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import type { Command } from '../../../commands/command';
import { duesOf, knownTasks, titleOfOnly } from '../../../data/cache/titles';
import { SOMEDAY } from '../../../data/lists/lists';
import type { TasksPatch } from '../../../data/lists/patched';
import { instantOf } from '../../../data/lists/today';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSettings } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { addDays, nextWeekday } from '../../../format/days';
import { targetTasks } from '../../../selection/rows';
import { useSelectionStore } from '../../../selection/SelectionProvider';
import { tasksInWords } from '../../../words/tasks';
import styles from './Reviews.module.css';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** When something was done on a day, if nobody says more. */
const EVENING = '18:00';

interface Props {
  /** A day before today, on which things may have been done. */
  past?: string | undefined;
}

/** Keys that say when, for the selected tasks or the one that has the focus, and the same as buttons. */
export function TriageKeys({ past }: Props) {
  const commands = useTriage(past);
  useCommands(commands);
  return (
    <fieldset className={styles.keys}>
      <legend className="visually-hidden">For the selected tasks</legend>
      {commands.map((command) => (
        <button
          key={command.id}
          type="button"
          className={styles.key}
          aria-keyshortcuts={command.keys?.[0]}
          // The row keeps the focus: the button is about it.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => command.run()}
        >
          <kbd>{command.keys?.[0]}</kbd> {command.words}
        </button>
      ))}
    </fieldset>
  );
}

function useTriage(past: string | undefined): Command[] {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const selection = useSelectionStore();
  const today = useToday();
  const { settings } = useSettings();

  return useMemo(() => {
    const weekStart = settings?.week_start ?? 'monday';
    const targets = () => targetTasks(selection.ids());
    const command = (
      key: string,
      words: string,
      label: string,
      patchOf: (ids: readonly number[]) => { patch: TasksPatch; done?: string },
    ): Command => ({
      id: `triage.${key}`,
      group: 'This page',
      label,
      words,
      keys: [key],
      first: true,
      when: () => targets().length > 0,
      run() {
        const ids = targets();
        if (ids.length === 0) return false;
        const { patch, done } = patchOf(ids);
        const { title } = titleOfOnly(client, ids);
        mutate(
          updateTasks({
            ids,
            patch,
            title,
            ...(patch.planned && duesOf(client, ids)),
            ...(done !== undefined && { label: `${done} ${tasksInWords(ids.length, title)}` }),
          }),
        );
        selection.clear();
        return true;
      },
    });
    const plan = (key: string, words: string, label: string, planned: string) =>
      command(key, words, label, (ids) => {
        const isPutAway = knownTasks(client, ids).some(({ tags }) => tags.includes(SOMEDAY));
        return { patch: { planned, ...(isPutAway && { remove_tags: [SOMEDAY] }) } };
      });
    return [
      plan('t', 'Today', 'Plan for today', today),
      plan('m', 'Tomorrow', 'Plan for tomorrow', addDays(today, 1)),
      plan(
        'w',
        'Next week',
        'Plan for next week',
        nextWeekday(today, WEEKDAYS.indexOf(weekStart) + 1),
      ),
      command('s', 'Someday', 'Put away for someday', (ids) => {
        // What repeats needs its due.
        const repeats = knownTasks(client, ids).some(({ recurrence }) => recurrence !== null);
        const patch = { planned: null, ...(!repeats && { due: null }), add_tags: [SOMEDAY] };
        return { patch, done: 'Put away for someday:' };
      }),
      command('d', 'Drop', 'Drop', () => ({ patch: { status: 'dropped' } })),
      ...(past === undefined
        ? []
        : [
            command('y', 'Was done that day', 'Was done on that day', () => ({
              patch: { completed_at: instantOf(settings, `${past}T${EVENING}`) },
            })),
          ]),
    ];
  }, [client, mutate, selection, today, settings, past]);
}
