import { useState } from 'react';
import type { Task } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { purgeTask } from '../../data/mutations/purgeTask';
import { restoreTask } from '../../data/mutations/restoreTask';
import { shortDate } from '../../format/dates';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ConfirmDialog } from './ConfirmDialog';
import styles from './Trash.module.css';

const DAY_MS = 86_400_000;

interface Props {
  task: Task;
  days: number | undefined;
}

/** A deleted task, with buttons to restore it or delete it permanently. */
export function TrashItem({ task, days }: Props) {
  const { mutate } = useMutations();
  const [isAsking, setAsking] = useState(false);
  const { title, deleted_at } = task;

  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={styles.title} dir="auto">
          {title}
        </p>
        {deleted_at !== null && (
          <p className={list.detail}>
            Deleted <Day at={deleted_at} />
            {days !== undefined && `, kept until at least ${keptUntil(deleted_at, days)}`}
          </p>
        )}
      </div>
      <div className={list.actions}>
        <Button aria-label={`Restore ${title}`} onClick={() => mutate(restoreTask({ task }))}>
          Restore
        </Button>
        <Button
          variant="quietDanger"
          className={styles.purge}
          aria-label={`Delete ${title} for good`}
          onClick={() => setAsking(true)}
        >
          Delete for good
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title="Delete for good?"
          confirm="Delete for good"
          onConfirm={() => mutate(purgeTask({ task }))}
          onClose={() => setAsking(false)}
        >
          “{title}” will be deleted with its history. This can’t be undone.
        </ConfirmDialog>
      )}
    </li>
  );
}

function keptUntil(deletedAt: string, days: number): string {
  return shortDate(new Date(Date.parse(deletedAt) + days * DAY_MS), new Date());
}
