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
