/** How the account tells the time: by its zone, and by when its days begin. */
export interface AccountTime {
  /** The local time at an instant: 2026-11-23T09:30. */
  localTime: (at: Date) => string;
  /** The day that an instant belongs to: 2026-11-23. */
  dayOf: (at: Date) => string;
}

const OF_BROWSER: AccountTime = {
  localTime: browserTime,
  dayOf: (at) => browserTime(at).slice(0, 10),
};

let known = OF_BROWSER;

/** Makes all times follow the account; until it is known, they follow the browser. */
export function setAccountTime(time: AccountTime | undefined): void {
  known = time ?? OF_BROWSER;
}

export function localTime(at: Date): string {
  return known.localTime(at);
}

export function dayOf(at: Date): string {
  return known.dayOf(at);
}

function browserTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
