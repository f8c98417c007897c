import { useQuery } from '@tanstack/react-query';
import type { Calibration as Calibrated, Factor } from '../../api/types';
import { useProjects } from '../../data/queries/projects';
import { calibrationQuery } from '../../data/queries/statistics';
import { minutesInWords } from '../../format/amounts';
import { factorInWords } from './factor';
import { Numbers, Part } from './Part';
import styles from './Statistics.module.css';

interface Props {
  /** The day before the year begins. */
  first: string;
  last: string;
}

/** How far off estimates were: then and now, and by project, tag and size. */
export function Calibration({ first, last }: Props) {
  const then = useQuery(calibrationQuery(first)).data;
  const now = useQuery(calibrationQuery(last)).data;
  const { projects = [] } = useProjects();
  const nameOf = (id: number) => projects.find((one) => one.id === id)?.name ?? 'A deleted project';
  if (!now) return null;
  const rows = rowsOf(now, nameOf);
  return (
    <Part
      title="Estimates"
      counted="The time a task took, divided by its estimate as it was when its time began. Tasks without subtasks that were done in the 365 days before, with a minute or more by the timer. The newest 40 count. The number is their median, and half of them lie between the quartiles. From 5 tasks on it is early, and from 8 on it counts. If the upper quartile is over four times the lower, the tasks have too little in common to plan with."
    >
      <dl className={styles.names}>
        <div>
          <dt>At the start</dt>
          <dd>{factorInWords(then?.account ?? null)}</dd>
        </div>
        <div>
          <dt>At the end</dt>
          <dd>{factorInWords(now.account)}</dd>
        </div>
      </dl>
      {rows.length > 0 && (
        <Numbers of="Estimates by project, tag and size">
          <thead>
            <tr>
              <th scope="col">Of</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, factor }) => (
              <tr key={name}>
                <th scope="row" dir="auto">
                  {name}
                </th>
                <td>{factorInWords(factor)}</td>
              </tr>
            ))}
          </tbody>
        </Numbers>
      )}
    </Part>
  );
}

function rowsOf(
  { projects, tags, bands }: Calibrated,
  nameOf: (id: number) => string,
): { name: string; factor: Factor }[] {
  return [
    ...projects.map(({ project_id, factor }) => ({ name: nameOf(project_id), factor })),
    ...tags.map(({ tag, factor }) => ({ name: `#${tag}`, factor })),
    ...bands.map(({ up_to, factor }) => ({
      name: up_to === null ? 'Estimates over 4 h' : `Estimates up to ${minutesInWords(up_to)}`,
      factor,
    })),
  ];
}
