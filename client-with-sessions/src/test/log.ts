import { HttpResponse, http } from 'msw';
import type { Action, ChangeGroup, Task, TaskFields, TaskVersion } from '../api/types';
import { FIELD_NAMES } from '../words/fields';
import { problem } from './server';

/** Fields that are derived from a change. */
const FOLLOWS: ReadonlySet<string> = new Set(['version', 'updated_at']);
/** Later than any version that a test gives its tasks. */
const FIRST = 101;

type Once = (request: Request, answer: () => Response) => Promise<Response>;

/** The changes to one user's tasks; each group has one change. */
export function makeLog(tasks: Map<number, Task>, trash: Map<number, Task>) {
  const groups: ChangeGroup[] = [];
  const versions = new Map<number, Task>([...tasks.values()].map((task) => [task.version, task]));
  const now = () => new Date(Date.UTC(2026, 10, 22, 12, groups.length)).toISOString();

  const record = (action: Action, before: Task | undefined, next: Task, undoes?: number) => {
    const id = FIRST + groups.length;
    const after = { ...next, version: id };
    tasks.delete(after.id);
    trash.delete(after.id);
    (after.deleted_at === null ? tasks : trash).set(after.id, after);
    versions.set(id, after);
    const changed = (Object.keys(after) as (keyof Task)[]).filter(
      (field) => !FOLLOWS.has(field) && before?.[field] !== after[field],
    );
    const group: ChangeGroup = {
      id,
      at: now(),
      actor: { kind: 'session', session_id: 1, name: 'Mozilla/5.0 (X11; Linux) Firefox/145.0' },
      action,
      change_count: 1,
      changes: [
        {
          id,
          kind: 'task',
          object_id: after.id,
          title: after.title,
          before: before ? pick(before, changed) : null,
          after: pick(after, changed),
        },
      ],
      undoes: undoes ?? null,
      undone_by: null,
    };
    groups.push(group);
    return { group, task: after };
  };

  const undo = (id: number): Response => {
    const group = groups.find((candidate) => candidate.id === id);
    const change = group?.changes[0];
    if (!group || !change) return problem(404, 'There is no such change.');
    if (group.undone_by !== null) return problem(409, 'This has already been undone.');
    const task = tasks.get(change.object_id) ?? trash.get(change.object_id);
    if (!task) return problem(409, 'Part of it was permanently deleted.');
    const other = Object.entries(change.after ?? {}).find(
      ([name, value]) => task[name as keyof Task] !== value,
    );
    if (other) return problem(409, `The ${other[0]} of “${task.title}” has been changed since.`);
    const before = change.before ?? { deleted_at: now() };
    const action = group.action === 'undo' ? 'redo' : 'undo';
    const made = record(action, task, { ...task, ...before }, id).group;
    group.undone_by = made.id;
    return HttpResponse.json(made, { headers: headersOf(made) });
  };

  return {
    groups,
    now,
    /** Writes a task and returns it. */
    write(action: Action, before: Task | undefined, after: Task, status = 200) {
      const { group, task } = record(action, before, after);
      return HttpResponse.json(task, { status, headers: headersOf(group) });
    },
    /** Writes captured tasks and returns them. */
    capture(after: Task) {
      const { group, task } = record('create', undefined, after);
      return HttpResponse.json({ tasks: [task] }, { status: 201, headers: headersOf(group) });
    },
    /** The content of this version of a task. */
    contentIn(id: number, version: number): TaskFields {
      const then = versions.get(version);
      return then?.id === id ? pick(then, FIELD_NAMES) : {};
    },
    handlers: (once: Once) => [
      http.get('*/changes', () => HttpResponse.json({ groups: groups.toReversed(), next: null })),
      http.post('*/changes/:group/undo', ({ params, request }) =>
        once(request, () => undo(Number(params.group))),
      ),
      http.get('*/tasks/:id/history', ({ params }) => {
        const changes = groups
          .filter(({ changes: [change] }) => change?.object_id === Number(params.id))
          .toReversed()
          .map(historyEntry);
        return HttpResponse.json({ changes, next: null });
      }),
    ],
  };
}

function historyEntry({ id, at, actor, action, changes }: ChangeGroup): TaskVersion {
  const { before = null, after = null } = changes[0] ?? {};
  return { id, group: id, at, actor, action, before, after };
}

function headersOf({ id }: ChangeGroup): Record<string, string> {
  return { ETag: `"${id}"`, 'X-Change-Group': String(id) };
}

function pick(task: Task, names: readonly (keyof TaskFields)[]): TaskFields {
  return Object.fromEntries(names.map((name) => [name, task[name]]));
}
