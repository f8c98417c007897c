import type { Project } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { restoreProject } from '../../data/mutations/restoreProject';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { Swatch } from '../../ui/Swatch';
import styles from './Trash.module.css';

/** A deleted project, with a button to restore it and its tasks. */
export function TrashedProject({ project }: { project: Project }) {
  const { mutate } = useMutations();
  const { name, colour, deleted_at } = project;

  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={styles.project}>
          <Swatch colour={colour} />
          <bdi>{name}</bdi>
        </p>
        {deleted_at !== null && (
          <p className={list.detail}>
            Project, deleted <Day at={deleted_at} /> with its tasks
          </p>
        )}
      </div>
      <div className={list.actions}>
        <Button
          aria-label={`Restore the project ${name}`}
          onClick={() => mutate(restoreProject({ project }))}
        >
          Restore
        </Button>
      </div>
    </li>
  );
}
