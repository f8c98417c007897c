/** A field of the query language. */
export interface FieldHelp {
  help: string;
  /** A term with it. */
  example: string;
  /** Words that it takes, where there are such. */
  words?: string;
}

const DAYS = 'today, tomorrow, fri, eow (end of week), eom, 2026-12-24, +3d, -2w, none, any';

/** What can be searched for, in the words of the server. */
export const FIELDS: FieldHelp[] = [
  {
    help: 'in a state',
    example: 'is:open',
    words: 'open, done, dropped, overdue, recurring, subtask, inbox, started, planned',
  },
  { help: 'with a tag; of several, one must fit', example: 'tag:home,work' },
  { help: 'of a project', example: 'project:"My House"' },
  {
    help: 'of a priority',
    example: 'priority:>=medium',
    words: 'none, low, medium, high',
  },
  { help: 'by the day they are due', example: 'due:<=fri', words: DAYS },
  { help: 'by the day they are planned for', example: 'planned:today..eow' },
  { help: 'by the day they were done or dropped', example: 'completed:>=-7d' },
  { help: 'by the time they are thought to take', example: 'estimate:<=2h' },
  {
    help: 'that have something, or lack it with no:',
    example: 'has:description',
    words: 'due, start, planned, estimate, project, parent, tag, recurrence, priority',
  },
  { help: 'that have these words, one after the other', example: '"exact words"' },
  { help: 'all but those that fit', example: '-tag:waiting' },
  {
    help: 'sorted; a - before the word turns it around',
    example: 'sort:-due',
    words: 'urgency, due, planned, priority, created, updated, completed, estimate, title',
  },
];
