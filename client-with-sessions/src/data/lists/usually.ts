import type { Calibration, Factor } from '../../api/types';

/** A task whose estimate is typed. */
export interface Estimated {
  estimate: number;
  tags: readonly string[];
  project: number | null | undefined;
}

/** How long such tasks take as a rule, and by how many tasks that is known. */
export interface Usual {
  minutes: number;
  count: number;
}

/** The most minutes of an estimate. */
const LONGEST = 60_000;

/** How long a task takes, going by how earlier ones turned out; undefined if that is not known or no other than estimated. */
export function usually(
  { tags, projects, account }: Calibration,
  task: Estimated,
): Usual | undefined {
  const ofTags = tags
    .filter(({ tag }) => task.tags.includes(tag))
    .map(({ factor }) => factor)
    .filter(isKnown)
    .toSorted((one, other) => other.count - one.count);
  const ofProject = projects.find(({ project_id }) => project_id === task.project)?.factor;
  // The narrowest that says anything, even if it says that its tasks have nothing in common.
  const factor = [...ofTags, ofProject, account].find(isKnown);
  if (factor?.to_use == null || factor.to_use === 1) return undefined;
  const minutes = Math.min(LONGEST, rounded(task.estimate * factor.to_use));
  return minutes === task.estimate ? undefined : { minutes, count: factor.count };
}

function isKnown(factor: Factor | null | undefined): factor is Factor {
  return factor != null && factor.confidence !== 'early';
}

/** No more exact than anybody would say it. */
function rounded(minutes: number): number {
  const step = minutes < 20 ? 1 : minutes < 240 ? 5 : 15;
  return Math.max(1, Math.round(minutes / step) * step);
}
