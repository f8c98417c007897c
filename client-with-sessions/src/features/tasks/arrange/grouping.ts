import type { Task } from '../../../api/types';
import type { GroupKey } from '../../../data/lists/arrangement';
import type { TasksPatch } from '../../../data/lists/patched';
import { plannedDay, plannedOn } from '../../../data/lists/planned';
import { dayHeadings } from '../../../format/days';
import { choicesOf } from '../../../words/fields';
import type { RowContext } from '../row/rowContext';

/** What says which group a task is in. */
export interface GroupContext extends Pick<RowContext, 'today' | 'dueOf' | 'projects'> {
  dayOf: (instant: string) => string;
}

/** How tasks are divided by one thing. */
export interface Grouping {
  /** The group of a task; an empty text if it has none. */
  keyOf: (task: Task) => string;
  /** Where a group stands among the others: they sort as texts. */
  rankOf: (key: string) => string;
  headingOf: (key: string) => { name: string; date?: string };
  /** What moves a task into a group; undefined where nothing can. */
  patchFor: (task: Task, key: string) => TasksPatch | undefined;
}

/** The group of all days before today. */
const BEFORE = 'before';
/** Sorts after every day and every name. */
const LAST = '\uffff';

/** How a list is divided, the same way as the server puts it in order. */
export function groupingBy(group: GroupKey, context: GroupContext): Grouping {
  const { today, dayOf, dueOf, projects } = context;
  const dueDay = ({ due }: Task) => (due === null ? undefined : dueOf(due).local.slice(0, 10));
  switch (group) {
    case 'project': {
      const order = [...projects.keys()];
      return {
        keyOf: ({ project_id }) => String(project_id ?? ''),
        rankOf: (key) => (key === '' ? LAST : padded(order.indexOf(Number(key)))),
        headingOf: (key) => ({ name: projects.get(Number(key))?.name ?? 'No project' }),
        patchFor: (_, key) => ({ project_id: key === '' ? null : Number(key) }),
      };
    }
    case 'tag':
      return {
        keyOf: ({ tags }) => tags[0] ?? '',
        rankOf: (key) => key || LAST,
        headingOf: (key) => ({ name: key === '' ? 'No tags' : `#${key}` }),
        patchFor: ({ tags: [first, ...others] }, key) => ({
          tags: key === '' ? [] : [...new Set([key, ...others.filter((tag) => tag !== first)])],
        }),
      };
    case 'day':
      return byDay((task) => plannedDay(task) ?? dueDay(task), 'Earlier', today, planOn);
    case 'planned':
      return byDay(plannedDay, 'Earlier', today, planOn, 'Not planned');
    case 'due':
      return byDay(dueDay, 'Overdue', today, dueOn, 'No due date');
    case 'completed':
      return {
        keyOf: ({ completed_at }) => (completed_at === null ? '' : dayOf(completed_at)),
        // The newest day first.
        rankOf: (key) =>
          key === '' ? LAST : key.replace(/\d/g, (digit) => String(9 - Number(digit))),
        headingOf: (key) => (key === '' ? { name: 'Not done' } : dayHeadings(key, today)),
        patchFor: () => undefined,
      };
    case 'status':
      return byChoice('status', (name) => name);
    case 'priority':
      return byChoice('priority', (name) => `${name === 'None' ? 'No' : name} priority`, true);
    case 'none':
      return {
        keyOf: () => '',
        rankOf: () => '',
        headingOf: () => ({ name: '' }),
        patchFor: () => undefined,
      };
  }
}

function byChoice(
  field: 'status' | 'priority',
  named: (name: string) => string,
  isReversed = false,
): Grouping {
  const choices = isReversed ? choicesOf(field).toReversed() : choicesOf(field);
  const keys = choices.map(([key]) => key);
  const names = new Map(choices);
  return {
    keyOf: (task) => task[field],
    rankOf: (key) => padded(keys.indexOf(key)),
    headingOf: (key) => ({ name: named(names.get(key) ?? key) }),
    patchFor: (_, key) => ({ [field]: key }),
  };
}

function byDay(
  dayOf: (task: Task) => string | undefined,
  before: string,
  today: string,
  patchFor: Grouping['patchFor'],
  none = 'No day',
): Grouping {
  return {
    keyOf(task) {
      const day = dayOf(task);
      if (day === undefined) return '';
      return day < today ? BEFORE : day;
    },
    rankOf: (key) => (key === BEFORE ? '' : key || LAST),
    headingOf(key) {
      if (key === BEFORE) return { name: before };
      return key === '' ? { name: none } : dayHeadings(key, today);
    },
    patchFor: (task, key) => (key === BEFORE ? undefined : patchFor(task, key)),
  };
}

function planOn(task: Task, day: string): TasksPatch {
  return { planned: day === '' ? null : plannedOn(task, day) };
}

/** The same time on another day. What repeats needs a due. */
function dueOn({ due, recurrence }: Task, day: string): TasksPatch | undefined {
  if (day === '') return recurrence === null ? { due: null } : undefined;
  return { due: `${day}${due?.slice(10) ?? ''}` };
}

function padded(index: number): string {
  return String(index).padStart(6, '0');
}
