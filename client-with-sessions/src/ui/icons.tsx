import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <path d="M9 3.5v11M3.5 9h11" />
    </Icon>
  );
}

/** Columns of three heights. */
export function StatisticsIcon() {
  return (
    <Icon>
      <path d="M3 15h12M5 12.5V9M9 12.5v-9M13 12.5V6.5" />
    </Icon>
  );
}

export function EditIcon() {
  return (
    <Icon>
      <path d="M3.5 14.5l.8-3.2 7.4-7.4 2.4 2.4-7.4 7.4zM10.3 5.3l2.4 2.4" />
    </Icon>
  );
}

/** One thing in the middle. */
export function FocusIcon() {
  return (
    <Icon>
      <path d="M3 6V3h3M12 3h3v3M15 12v3h-3M6 15H3v-3M11 9a2 2 0 1 1-4 0 2 2 0 0 1 4 0z" />
    </Icon>
  );
}

export function TrashIcon() {
  return (
    <Icon>
      <path d="M3 5h12M7 5V3.5h4V5M4.5 5l.7 9.5h7.6l.7-9.5M7.6 8v4M10.4 8v4" />
    </Icon>
  );
}

export function NoteIcon() {
  return (
    <Icon>
      <path d="M4 6h10M4 9h10M4 12h6" />
    </Icon>
  );
}

/** Lines that get shorter: how a list is arranged. */
export function ArrangeIcon() {
  return (
    <Icon>
      <path d="M3 5.5h12M5.5 9h7M8 12.5h2" />
    </Icon>
  );
}

/** An order from above or, reversed, from below. */
export function ReverseIcon({ isReversed }: { isReversed: boolean }) {
  return (
    <Icon>
      <path d={isReversed ? 'M9 14.5v-11M5 7.5l4-4 4 4' : 'M9 3.5v11M5 10.5l4 4 4-4'} />
    </Icon>
  );
}

/** Part of something larger. */
export function PartIcon() {
  return (
    <Icon>
      <path d="M5 3.5v6a2 2 0 0 0 2 2h6M10.5 9l2.5 2.5-2.5 2.5" />
    </Icon>
  );
}

/** Has parts of its own. */
export function SubtasksIcon() {
  return (
    <Icon>
      <path d="M4 4.5h9M7.5 9H14M7.5 13.5H14M4 4.5v7a2 2 0 0 0 2 2h1.5M4 9h3.5" />
    </Icon>
  );
}

/** A priority, in bars. */
export function PriorityIcon({ level }: { level: 1 | 2 | 3 }) {
  return (
    <svg aria-hidden="true" width="14" height="14" viewBox="0 0 14 14" fill="currentColor">
      {[1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={4 * bar - 3}
          y={12 - 3.5 * bar}
          width="3"
          height={3.5 * bar}
          rx="1"
          opacity={bar <= level ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}

export function RepeatIcon() {
  return (
    <Icon>
      <path d="M4 8.5A3.5 3.5 0 0 1 7.5 5H14M11.5 2.5L14 5l-2.5 2.5M14 9.5a3.5 3.5 0 0 1-3.5 3.5H4M6.5 15.5L4 13l2.5-2.5" />
    </Icon>
  );
}

export function InboxIcon() {
  return (
    <Icon>
      <path d="M3 10.5l2-6.5h8l2 6.5v4H3zM3 10.5h3.5l1 1.5h3l1-1.5H15" />
    </Icon>
  );
}

export function TodayIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="3" />
      <path d="M9 2.5v1.5M9 14v1.5M2.5 9H4M14 9h1.5M4.4 4.4l1 1M12.6 12.6l1 1M4.4 13.6l1-1M12.6 5.4l1-1" />
    </Icon>
  );
}

export function UpcomingIcon() {
  return (
    <Icon>
      <path d="M3.5 5h11v9.5h-11zM3.5 8.5h11M6.5 3v3M11.5 3v3" />
    </Icon>
  );
}

export function AllIcon() {
  return (
    <Icon>
      <path d="M7.5 5H15M7.5 9H15M7.5 13H15M3.5 5h.5M3.5 9h.5M3.5 13h.5" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="4.5" />
      <path d="M11.5 11.5L15 15" />
    </Icon>
  );
}

export function DoneIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="6" />
      <path d="M6.2 9.2l2 2 3.6-4" />
    </Icon>
  );
}

export function ActivityIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="6" />
      <path d="M9 5.5V9l2.5 1.5" />
    </Icon>
  );
}

export function ProjectsIcon() {
  return (
    <Icon>
      <path d="M3 5.5V14h12V6H9L7.5 4H3z" />
    </Icon>
  );
}

export function ViewIcon() {
  return (
    <Icon>
      <path d="M3 4.5h12l-4.5 5.5v4.5l-3-1.5v-3z" />
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <path d="M3 5.5h6M13 5.5h2M3 12.5h2M9 12.5h6" />
      <circle cx="11" cy="5.5" r="1.8" />
      <circle cx="7" cy="12.5" r="1.8" />
    </Icon>
  );
}

export function MenuIcon() {
  return (
    <Icon>
      <path d="M3 5h12M3 9h12M3 13h12" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M4.5 4.5l9 9M13.5 4.5l-9 9" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="M5.5 7.5L9 11l3.5-3.5" />
    </Icon>
  );
}

export function PersonIcon() {
  return (
    <Icon>
      <circle cx="9" cy="6.2" r="2.7" />
      <path d="M3.8 15c.4-3 2.4-4.6 5.2-4.6s4.8 1.6 5.2 4.6" />
    </Icon>
  );
}

/** The mark of the product, as in the favicon. */
export function Mark() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M9 16.8l4.9 4.9L23.4 11"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function MoreIcon() {
  return (
    <Icon>
      <path d="M4 9h.01M9 9h.01M14 9h.01" strokeWidth="2.2" />
    </Icon>
  );
}

export function CalendarIcon() {
  return (
    <Icon>
      <path d="M3 4.5h12v10.5H3zM3 8h12M6 2.5v3M12 2.5v3M6.5 11h1M10.5 11h1" />
    </Icon>
  );
}

export function HabitsIcon() {
  return (
    <Icon>
      <path d="M3.5 5.5h2v2h-2zM8 5.5h2v2H8zM12.5 5.5h2v2h-2zM3.5 10.5h2v2h-2zM8 10.5h2v2H8z" />
    </Icon>
  );
}

export function PreviousIcon() {
  return (
    <Icon>
      <path d="M11 4L6 9l5 5" />
    </Icon>
  );
}

export function NextIcon() {
  return (
    <Icon>
      <path d="M7 4l5 5-5 5" />
    </Icon>
  );
}

export function StartIcon() {
  return (
    <Icon>
      <path d="M6 4l8 5-8 5z" />
    </Icon>
  );
}

/** A rising sun. */
export function PlanIcon() {
  return (
    <Icon>
      <path d="M2.5 13.5h13M5.5 13.5a3.5 3.5 0 0 1 7 0M9 4.5v2.5M3.8 8.3l1.4 1.2M14.2 8.3l-1.4 1.2" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <path d="M5 5h8v8H5z" fill="currentColor" />
    </Icon>
  );
}

/** A moon. */
export function CloseDayIcon() {
  return (
    <Icon>
      <path d="M14.5 10.8a6 6 0 1 1-7.3-7.3 4.8 4.8 0 0 0 7.3 7.3z" />
    </Icon>
  );
}

export function TimeIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="6" />
      <path d="M9 5.5V9l2.5 1.5" />
    </Icon>
  );
}

/** A way round. */
export function ReviewIcon() {
  return (
    <Icon>
      <path d="M14.5 9a5.5 5.5 0 1 1-1.7-4M13 2.5V5.2h-2.7" />
    </Icon>
  );
}
