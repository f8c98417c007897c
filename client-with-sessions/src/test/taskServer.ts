import { HttpResponse, http } from 'msw';
import type { CapturedTask, Settings, Task } from '../api/types';
import { emptyFields } from '../words/fields';
import { makeLog } from './log';
import { problem } from './server';

/** A task with defaults for everything that does not matter. */
export function makeTask(id: number, change: Partial<Task> = {}): Task {
  return {
    id,
    uid: `uid-${id}`,
    version: id,
    ...emptyFields(),
    title: `Task ${id}`,
    status: change.completed_at ? 'done' : 'open',
    previous_id: null,
    position: String(id).padStart(15, '0'),
    day_position: null,
    put_off: 0,
    put_off_on: null,
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    deleted_at: null,
    ...change,
  };
}

const SETTINGS: Settings = {
  version: 0,
  zone: 'UTC',
  week_start: 'monday',
  date_order: 'day_first',
  day_start: '00:00',
  hours: {},
  hours_start: '09:00',
  clock: '24h',
  language: 'en',
  theme: 'system',
  arrangements: {},
  focus: {
    style: 'pomodoro',
    minutes: 25,
    pause: 5,
    long_pause: 15,
    every: 4,
    sound: false,
    notify: false,
  },
};

/** A line that has only a title. */
function understood(text: string): CapturedTask {
  return {
    line: 0,
    depth: 0,
    title: text.trim(),
    priority: 'none',
    due: null,
    start: null,
    estimate: null,
    project: null,
    tags: [],
    recurrence: null,
    occurrences: [],
    spans: [],
    hints: [],
    done: false,
    problem: null,
  };
}

const missing = () => problem(404, 'There is no such task.');
const outdated = () => problem(412, 'The task was changed meanwhile. Load it again.');

type Answer = Response | Promise<Response>;

/** The tasks of one user, with the same answers as the server. */
export function taskServer(initial: Task[]) {
  const tasks = new Map(initial.map((task) => [task.id, task]));
  const trash = new Map<number, Task>();
  const log = makeLog(tasks, trash);
  const answers = new Map<string, Response>();

  /** A repeated key gets the first answer again. */
  const once = async (request: Request, answer: () => Answer): Promise<Response> => {
    const key = request.headers.get('Idempotency-Key');
    if (key === null) return problem(400, 'The page sends a key with every change.');
    const kept = answers.get(key);
    if (kept) return kept.clone();
    const response = await answer();
    if (response.ok) answers.set(key, response.clone());
    return response;
  };

  /** Changes an existing task, if it still has the version that was seen. */
  const onTask = (request: Request, id: unknown, change: (task: Task) => Answer) => {
    const task = tasks.get(Number(id));
    if (!task) return missing();
    const seen = request.headers.get('If-Match');
    return seen === null || seen === `"${task.version}"` ? change(task) : outdated();
  };

  const handlers = [
    http.get('*/tasks', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const status = query.get('status') ?? 'all';
      const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
      const perPage = Number(query.get('per_page') ?? 5);
      const fitting = [...tasks.values()]
        .filter((task) => status === 'all' || (status === 'done') === (task.completed_at !== null))
        .toSorted((a, b) => b.id - a.id);
      return HttpResponse.json({
        tasks: fitting.filter((task) => task.id < before).slice(0, perPage),
        page: 1,
        per_page: perPage,
        total_pages: Math.ceil(fitting.length / perPage),
        total: fitting.length,
      });
    }),
    http.get('*/tasks/relations', () => HttpResponse.json({ relations: [] })),
    http.get('*/tasks/:id', ({ params }) => {
      const task = tasks.get(Number(params.id));
      return task ? HttpResponse.json(task) : missing();
    }),
    http.post<never, Pick<Task, 'title' | 'description'>>('*/tasks', ({ request }) =>
      once(request, async () => {
        const { title, description = null } = await request.json();
        const id = Math.max(0, ...tasks.keys(), ...trash.keys()) + 1;
        return log.write('create', undefined, makeTask(id, { title, description }), 201);
      }),
    ),
    http.post<never, { text: string }>('*/capture', ({ request }) =>
      once(request, async () => {
        const { text } = await request.json();
        const id = Math.max(0, ...tasks.keys(), ...trash.keys()) + 1;
        return log.capture(makeTask(id, { title: text.trim() }));
      }),
    ),
    http.post<never, { text: string }>('*/capture/preview', async ({ request }) => {
      const { text } = await request.json();
      return HttpResponse.json({ tasks: [understood(text)] });
    }),
    http.get('*/projects', () => HttpResponse.json({ projects: [] })),
    http.get('*/views', () => HttpResponse.json({ views: [] })),
    http.get('*/tags', () => HttpResponse.json({ tags: [] })),
    http.get('*/settings', () => HttpResponse.json(SETTINGS)),
    http.patch<{ id: string }, Partial<Task>>('*/tasks/:id', ({ params, request }) =>
      once(request, () =>
        onTask(request, params.id, async (task) =>
          log.write('update', task, { ...task, ...(await request.json()) }),
        ),
      ),
    ),
    http.delete('*/tasks/:id', ({ params, request }) =>
      once(request, () =>
        onTask(request, params.id, (task) => {
          const { headers } = log.write('delete', task, { ...task, deleted_at: log.now() });
          return new HttpResponse(null, { status: 204, headers });
        }),
      ),
    ),
    http.post('*/tasks/:id/restore', ({ params, request }) =>
      once(request, () => {
        const task = trash.get(Number(params.id));
        return task ? log.write('restore', task, { ...task, deleted_at: null }) : missing();
      }),
    ),
    http.post<{ id: string }, { version: number }>('*/tasks/:id/revert', ({ params, request }) =>
      once(request, () =>
        onTask(request, params.id, async (task) => {
          const { version } = await request.json();
          return log.write('revert', task, { ...task, ...log.contentIn(task.id, version) });
        }),
      ),
    ),
    http.get('*/trash', () => {
      const deleted = [...trash.values()].toSorted((a, b) => b.version - a.version);
      return HttpResponse.json({ tasks: deleted, total: deleted.length, next: null });
    }),
    http.delete('*/trash/:id', ({ params, request }) =>
      once(request, () => {
        const isThere = trash.delete(Number(params.id));
        return isThere ? new HttpResponse(null, { status: 204 }) : missing();
      }),
    ),
    http.delete('*/trash', ({ request }) =>
      once(request, () => {
        trash.clear();
        return new HttpResponse(null, { status: 204 });
      }),
    ),
    ...log.handlers(once),
  ];
  return { handlers, tasks, trash, log };
}
