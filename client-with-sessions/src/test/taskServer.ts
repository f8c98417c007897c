import { HttpResponse, http } from 'msw';
import type { Task } from '../api/types';
import { problem } from './server';

/** A task with everything that does not matter filled in. */
export function makeTask(id: number, change: Partial<Task> = {}): Task {
  return {
    id,
    uid: `uid-${id}`,
    title: `Task ${id}`,
    description: null,
    completed_at: null,
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    ...change,
  };
}

/** The tasks of one user, behind the same answers as the server gives. */
export function taskServer(initial: Task[]) {
  const tasks = new Map(initial.map((task) => [task.id, task]));
  const trash = new Map<number, Task>();
  const made = new Map<string, Task>();
  const find = (id: unknown) => tasks.get(Number(id));
  const missing = () => problem(404, 'There is no such task.');

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
    http.post<never, { title: string }>('*/tasks', async ({ request }) => {
      const key = request.headers.get('Idempotency-Key') ?? '';
      const { title } = await request.json();
      const task = made.get(key) ?? makeTask(Math.max(0, ...tasks.keys()) + 1, { title });
      made.set(key, task);
      tasks.set(task.id, task);
      return HttpResponse.json(task, { status: 201 });
    }),
    http.patch<{ id: string }, Partial<Task>>('*/tasks/:id', async ({ params, request }) => {
      const task = find(params.id);
      if (!task) return missing();
      const next = { ...task, ...(await request.json()) };
      tasks.set(task.id, next);
      return HttpResponse.json(next);
    }),
    http.delete('*/tasks/:id', ({ params }) => {
      const task = find(params.id);
      if (!task) return missing();
      tasks.delete(task.id);
      trash.set(task.id, task);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/tasks/:id/restore', ({ params }) => {
      const task = trash.get(Number(params.id));
      if (!task) return missing();
      trash.delete(task.id);
      tasks.set(task.id, task);
      return HttpResponse.json(task);
    }),
  ];
  return { handlers, tasks };
}
