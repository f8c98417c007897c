import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Account } from '../../api/types';
import { useUpdateUser } from '../../data/accounts/users';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import { RemoveUserDialog } from './RemoveUserDialog';

interface Props {
  user: Account;
  /** It is the admin's own account. */
  isOwn: boolean;
}

/** One account, and what an admin can do to it. */
export function UserItem({ user, isOwn }: Props) {
  const update = useUpdateUser(user.id);
  const [isRemoving, setRemoving] = useState(false);
  const { username, admin, disabled } = user;

  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={list.name}>{username}</p>
        <p className={list.detail}>
          {user.moved_to && (
            <>
              Moved to <a href={user.moved_to}>{user.moved_to}</a>,{' '}
            </>
          )}
          {[
            isOwn && 'You',
            admin && 'Admin',
            disabled && !user.moved_to && 'Disabled',
            tasksInWords(user.tasks),
          ]
            .filter(Boolean)
            .join(', ')}
          , {user.last_seen_at ? <LastSeen at={user.last_seen_at} /> : 'never logged in'}
        </p>
        {update.error && !wantsConfirmation(update.error) && (
          <p role="alert" className={list.error}>
            {toProblem(update.error).message}
          </p>
        )}
      </div>
      {!isOwn && (
        <div className={list.actions}>
          <Button
            aria-label={`${disabled ? 'Enable' : 'Disable'} ${username}`}
            busy={update.isPending}
            onClick={() => update.mutate({ disabled: !disabled })}
          >
            {disabled ? 'Enable' : 'Disable'}
          </Button>
          {!user.moved_to && (
            <Button
              aria-label={admin ? `Remove as admin: ${username}` : `Make admin: ${username}`}
              busy={update.isPending}
              onClick={() => update.mutate({ admin: !admin })}
            >
              {admin ? 'Remove as admin' : 'Make admin'}
            </Button>
          )}
          <Button
            variant="quietDanger"
            aria-label={`Remove ${username}`}
            onClick={() => setRemoving(true)}
          >
            Remove
          </Button>
        </div>
      )}
      <ConfirmDialog action={update} />
      {isRemoving && <RemoveUserDialog user={user} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function LastSeen({ at }: { at: string }) {
  return (
    <>
      last seen <Day at={at} />
    </>
  );
}

function tasksInWords(tasks: number): string {
  return tasks === 1 ? '1 task' : `${tasks.toLocaleString('en')} tasks`;
}
