import { api, unwrapWrite } from '../../api/client';
import type { TimeEntry } from '../../api/types';
import type { ShownTimer } from '../lists/timer';
import { defineMutation } from '../outbox/mutation';

/** What to start the timer for. */
interface Variables {
  task?: { id: number; title: string } | undefined;
  /** What is done, if it is no task. */
  note?: string | undefined;
  /** A local time of the account, or an instant; now by default. */
  at?: string | undefined;
  /** The minutes that a focus block aims at. */
  target?: number | undefined;
}

/** Starts the timer. What runs already stops. */
export const startTimer = defineMutation(({ task, note, at, target }: Variables) => ({
  label: `Started the timer${nameOf(task?.title ?? note)}`,
  refusal: 'Not started',
  async send({ header }) {
    const body = {
      ...(task && { task_id: task.id }),
      ...(note !== undefined && { note }),
      ...(at !== undefined && { at }),
      ...(target !== undefined && { target }),
    };
    const { group } = await unwrapWrite(api.POST('/timer/start', { params: { header }, body }));
    return { group, refetch: ['time'] };
  },
  optimistic: {
    timer: (timer) => {
      const isSame =
        timer.running !== null &&
        timer.running.task_id === (task?.id ?? null) &&
        (task !== undefined || timer.running.note === (note ?? null));
      return isSame && target === undefined ? timer : started(timer, { task, note, target });
    },
  },
}));

function nameOf(name: string | undefined): string {
  return name === undefined ? '' : ` for “${name}”`;
}

function started(timer: ShownTimer, { task, note, target }: Variables): ShownTimer {
  const now = new Date(Date.now() + timer.ahead).toISOString();
  const running: TimeEntry = {
    id: 0,
    uid: '',
    version: 0,
    task_id: task?.id ?? null,
    note: note ?? null,
    started_at: now,
    ended_at: null,
    day: null,
    seconds: null,
    zone: 'UTC',
    target: target ?? null,
    estimate: null,
    source: 'timer',
    confirmed_at: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
  const named = task && {
    ...task,
    project_id: null,
    tags: [],
    estimate: null,
    closed: false,
    deleted: false,
  };
  return { ...timer, running, task: named ?? null, away_since: null, pause: null };
}
