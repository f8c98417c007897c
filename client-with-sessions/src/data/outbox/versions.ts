/** The sequence of a task's versions, as far as changes in this tab created them. */
export interface Versions {
  /** Remembers that a change led from one version to another. */
  follow: (id: number, from: number, to: number) => void;
  /** The version this one has become through changes in this tab. */
  latest: (id: number, version: number) => number;
}

/**
 * A change made while another is being sent knows only the version before both. Changes made
 * elsewhere are not followed, so the server can report the conflict.
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
