import type { Change } from '../api/types';

type Noun = 'project' | 'section' | 'view' | 'habit' | 'pause';

/** Of a review, whose number says which one it is, and what was done to it. */
function reviewChangeInWords({ object_id: id, after }: Change): string {
  const rest = id % 10_000;
  const isWeek = rest > 5_000;
  const fields = Object.keys(after ?? {});
  if (fields.includes('finished_at')) {
    const isOpened = (after as { finished_at?: string | null } | null)?.finished_at === null;
    return `${isOpened ? 'Opened' : 'Closed'} ${isWeek ? 'the review of the week' : 'the day'}${isOpened ? ' again' : ''}`;
  }
  if (fields.includes('note')) return `Changed the note of ${isWeek ? 'a week' : 'a day'}`;
  return isWeek ? 'Went on with the review of the week' : 'Began the day';
}

/** Describes a change to a project, a section, a view or the settings. */
export function objectChangeInWords(change: Change): string {
  const { kind, title, before, after } = change;
  if (kind === 'task') return 'Changed a task';
  if (kind === 'time_entry') return 'Changed a time entry';
  if (kind === 'review') return reviewChangeInWords(change);
  if (kind === 'settings') {
    const fields = Object.keys(after ?? {});
    return fields.every((field) => field === 'arrangements') && before !== null
      ? 'Changed how a list is arranged'
      : 'Changed the settings';
  }
  if (kind === 'habit_entry') return dayInWords(title, before as Fields, after as Fields);
  if (before === null) {
    const { name = title, reason = name } = (after as Fields | null) ?? {};
    return `${kind === 'view' ? 'Saved' : 'Added'} the ${kind} “${reason}”`;
  }
  if (after === null) return `Deleted ${objectInWords(kind, title)} for good`;
  if ('deleted_at' in after) {
    return `${after.deleted_at === null ? 'Restored' : 'Deleted'} ${objectInWords(kind, title)}`;
  }
  return objectUpdateInWords(kind, title, before as Fields, after as Fields);
}

/** The fields that changes of these can contain. */
interface Fields {
  name?: string;
  archived_at?: string | null;
  colour?: string;
  favourite?: boolean;
  template?: boolean;
  note?: string | null;
  start?: string | null;
  target?: string | null;
  query?: string;
  position?: string;
  arrangement?: string;
  reason?: string;
  schedule?: object;
  day?: string;
  state?: 'done' | 'skipped' | 'missed';
  deleted_at?: string | null;
}

/** Describes an update of a project, a section, a view, a habit or a pause. */
export function objectUpdateInWords(
  noun: Noun,
  title: string | null,
  before: Fields,
  after: Fields,
): string {
  const object = objectInWords(noun, title);
  if (after.template === true) return `Made ${object} a template`;
  if (after.archived_at !== undefined) {
    return after.archived_at === null ? `Unarchived ${object}` : `Archived ${object}`;
  }
  if (after.name !== undefined) return `Renamed the ${noun} “${before.name}” to “${after.name}”`;
  if (after.colour !== undefined) return `Changed the colour of ${object}`;
  if (after.favourite !== undefined) {
    return after.favourite
      ? `Added ${object} to the favourites`
      : `Removed ${object} from the favourites`;
  }
  if (after.note !== undefined) return `Changed the note of ${object}`;
  if (after.start !== undefined) return `Changed when ${object} starts`;
  if (after.target !== undefined) {
    return `Changed the target ${noun === 'project' ? 'day ' : ''}of ${object}`;
  }
  if (after.schedule !== undefined) return `Changed when ${object} is due`;
  if (after.arrangement !== undefined) return `Changed how ${object} is arranged`;
  if (after.query !== undefined) return `Changed what ${object} shows`;
  return after.position === undefined ? `Changed ${object}` : `Moved ${object}`;
}

const ANSWERED = { done: 'Done', skipped: 'Skipped', missed: 'Not done' };

/** Describes what was answered for a day of a habit. */
function dayInWords(habit: string | null, before: Fields | null, after: Fields | null): string {
  const name = habit === null ? 'a habit' : `“${habit}”`;
  if (after === null) return `Deleted a day of ${name} for good`;
  if (after.deleted_at) return `Cleared a day of ${name}`;
  const day = after.day === undefined ? '' : `, ${after.day}`;
  if (after.state !== undefined) return `${ANSWERED[after.state]}: ${name}${day}`;
  return before !== null && after.deleted_at === null
    ? `Answered a day of ${name} again`
    : `Changed a day of ${name}`;
}

function objectInWords(noun: Noun, title: string | null): string {
  return title === null ? `a ${noun}` : `the ${noun} “${title}”`;
}
