import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type Task = Omit<Schemas['Task'], 'recurrence'> & { recurrence: Recurrence | null };
/** Which of a user's tasks a list shows. */
export type TaskStatus = NonNullable<
  NonNullable<operations['list_tasks']['parameters']['query']>['status']
>;
/** Whether a task is open, done or dropped. */
export type Status = Schemas['Status'];
export type Priority = Schemas['Priority'];
/** How a task repeats. The server sets when the series began. */
export type Recurrence = Omit<Schemas['Recurrence'], 'dtstart'> & { dtstart?: string };
export type Project = Schemas['Project'];
/** A project without its note, and with how many tasks it has. */
export type ListedProject = Schemas['ListedProject'];
/** A section of a project, and how many tasks it has. */
export type ListedSection = Schemas['ListedSection'];
export type Colour = Schemas['Colour'];
export type SavedView = Schemas['View'];
export type Timer = Schemas['Timer'];
export type TimeEntry = Schemas['TimeEntry'];
/** A time entry to add, or what to change of one. */
export type TimeEntryBody = Schemas['TimeEntryBody'];
/** The time of some days, by day. */
export type TimeSheet = Schemas['Sheet'];
export type SheetPart = Schemas['SheetPart'];
export type TimeTotals = Schemas['Totals'];
export type TimedTask = Schemas['TimedTask'];
/** How earlier estimates turned out. */
export type Calibration = Schemas['Calibration'];
export type Factor = Schemas['Factor'];
export type Habit = Schemas['Habit'];
/** A habit, how it goes, and some of its days. */
export type ListedHabit = Schemas['ListedHabit'];
/** The habits and some of their days. */
export type HabitGrid = Schemas['HabitGrid'];
export type HabitDay = Schemas['HabitDay'];
export type HabitYear = Schemas['HabitYear'];
/** How a day of a habit stands. */
export type Mark = Schemas['Mark'];
export type EntryState = Schemas['EntryState'];
/** When a habit is due. */
export type Schedule = Schemas['Schedule'];
/** The fields with which a habit is made or changed. */
export type HabitFields = Schemas['UpdateHabit'];
export type Pause = Schemas['Pause'];
/** A field of the query language and the values it accepts. */
export type FieldHelp = Schemas['FieldHelp'];
export type ListedTag = Schemas['ListedTag'];
export type Settings = Schemas['Settings'];
/** How long blocks of focus and the breaks after them are. */
export type Focus = Schemas['Focus'];
export type Weekday = Schemas['Day'];
export type Agenda = Schemas['Agenda'];
export type AgendaDay = Schemas['AgendaDay'];
/** A date that a recurring task will come back on. */
export type Coming = Schemas['Coming'];
/** What its subtasks mean for the load of a task. */
export type AgendaParts = Schemas['AgendaParts'];
/** How a day was planned and closed, or a week looked back on. */
export type Review = Schemas['Review'];
/** A review, and what has become of its day or week so far. */
export type ReviewedPeriod = Schemas['ReviewedPeriod'];
/** What was made, done and dropped on some days. */
export type Statistics = Schemas['Statistics'];
export type DayStatistics = Schemas['DayStatistics'];
export type CapturedTask = Schemas['CapturedTask'];
export type CapturedSpan = Schemas['CapturedSpan'];
export type Urgency = Schemas['Urgency'];
/** A task's parent, and the progress of its subtasks. */
export type Relations = Schemas['Relations'];
export type Session = Schemas['Session'];
/** Whether logging in takes a second factor. */
export type SecondFactor = Schemas['SecondFactor'];
/** What somebody else knows the account by. */
export type LinkedIdentity = Schemas['LinkedIdentity'];
export type Passkey = Schemas['Passkey'];
/** An event in the log of the account's security. */
export type SecurityEvent = Schemas['SecurityEvent'];
export type QrCode = Schemas['QrCode'];
/** What the server tells anyone about itself. */
export type Instance = Schemas['Instance'];
/** A user as an admin sees them. */
export type Account = Schemas['Account'];

/** The fields of a task that a change touched. */
export type TaskFields = Partial<Task>;
/** The fields an update can change: those the API accepts, with the types of a task. */
export type TaskPatch = Partial<Pick<Task, keyof Schemas['UpdateTask'] & keyof Task>>;
type WithFields<T> = Omit<T, 'before' | 'after'> & {
  before: TaskFields | null;
  after: TaskFields | null;
};

export type Actor = Schemas['Actor'];
/** What a group of changes did. */
export type Action = Schemas['Action'];
export type ObjectKind = Schemas['ObjectKind'];
/** One change of one object. */
export type Change = WithFields<Schemas['Change']>;
/** Everything that one user action changed. */
export type ChangeGroup = Omit<Schemas['ChangeGroup'], 'changes'> & { changes: Change[] };
/** One change in a task's history. Its id is the task's version from then on. */
export type TaskVersion = WithFields<Schemas['TaskChange']>;
