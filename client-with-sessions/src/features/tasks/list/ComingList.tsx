import type { Coming } from '../../../api/types';
import { useProjects } from '../../../data/queries/projects';
import { useClock } from '../../../data/queries/settings';
import { useLocalOf } from '../../../data/queries/today';
import { clockTime, minutesInWords } from '../../../format/amounts';
import { useOpenTask } from '../../../selection/OpenTask';
import { RepeatIcon } from '../../../ui/icons';
import { Swatch } from '../../../ui/Swatch';
import styles from './ComingList.module.css';

interface Props {
  /** The name of the day. */
  name: string;
  coming: Coming[];
}

/** What will come back on a day: quiet lines that open the tasks that repeat. */
export function ComingList({ name, coming }: Props) {
  const { projects } = useProjects();
  const clock = useClock();
  const localOf = useLocalOf();
  const { open } = useOpenTask();

  return (
    <ul aria-label={`Comes back, ${name}`} className={styles.list}>
      {coming.map(({ task_id, title, due, estimate, project_id }) => {
        const project = projects?.find(({ id }) => id === project_id);
        const time = localOf(due).slice(11, 16);
        return (
          <li key={`${task_id} ${due}`} className={styles.row}>
            <RepeatIcon />
            <button type="button" className={styles.title} onClick={() => open(task_id)}>
              <span className="visually-hidden">Comes back: </span>
              <span dir="auto">{title}</span>
            </button>
            <span className={styles.meta}>
              {project && (
                <span className={styles.project}>
                  <Swatch colour={project.colour} />
                  <bdi>{project.name}</bdi>
                </span>
              )}
              {estimate !== null && <span>{minutesInWords(estimate)}</span>}
              {time !== '' && <span>{clockTime(time, clock)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
