/** Which version of a task followed which, by changes made in this tab. */
export interface Versions {
  /** Remembers that a change led from one version to another. */
  follow: (id: number, from: number, to: number) => void;
  /** The version that this one has become through changes made here. */
  latest: (id: number, version: number) => number;
}

/**
 * A change made while another is still on its way only knows the version before both. Changes made
 * elsewhere are not followed, so that the server can report the conflict.
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
