/** Which version of a task followed on which, by changes made in this tab alone. */
export interface Versions {
  /** Notes that a change of a task in this version led to the other. */
  follow: (id: number, from: number, to: number) => void;
  /** The version that this one has become by what was done here. */
  latest: (id: number, version: number) => number;
}

/**
 * A change that was made while another was still on its way knows the version before both. What
 * was changed elsewhere in between is not followed, so that the server can say so.
 */
export function makeVersions(): Versions {
  const next = new Map<string, number>();
  const name = (id: number, version: number) => `${id}:${version}`;
  return {
    follow(id, from, to) {
      if (to > from) next.set(name(id, from), to);
    },
    latest(id, version) {
      let latest = version;
      for (let to = next.get(name(id, latest)); to !== undefined; to = next.get(name(id, latest))) {
        latest = to;
      }
      return latest;
    },
  };
}
