import type { Change } from '../api/types';

/** Describes a change to a project, a view or the settings. */
export function objectChangeInWords({ kind, title, before, after }: Change): string {
  if (kind === 'settings') return 'Changed the settings';
  const noun = kind === 'project' ? 'project' : 'view';
  if (before === null) {
    const name = (after as Fields | null)?.name ?? title;
    return `${noun === 'view' ? 'Saved' : 'Added'} the ${noun} “${name}”`;
  }
  if (after === null) return `Deleted ${objectInWords(noun, title)} for good`;
  if ('deleted_at' in after) {
    return `${after.deleted_at === null ? 'Restored' : 'Deleted'} ${objectInWords(noun, title)}`;
  }
  return objectUpdateInWords(noun, title, before as Fields, after as Fields);
}

/** The fields that changes of a project or a view can contain. */
interface Fields {
  name?: string;
  archived_at?: string | null;
  colour?: string;
  favourite?: boolean;
  template?: boolean;
  query?: string;
  position?: string;
}

/** Describes an update of a project or a view. */
export function objectUpdateInWords(
  noun: 'project' | 'view',
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
  if (after.query !== undefined) return `Changed what ${object} shows`;
  return after.position === undefined ? `Changed ${object}` : `Moved ${object}`;
}

function objectInWords(noun: string, title: string | null): string {
  return title === null ? `a ${noun}` : `the ${noun} “${title}”`;
}
