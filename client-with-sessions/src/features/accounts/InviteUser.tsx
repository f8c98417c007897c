import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import { instanceQuery } from '../../data/accounts/instance';
import { useCreateInvite } from '../../data/accounts/invites';
import { Button } from '../../ui/Button';
import { CopyField } from '../../ui/CopyField';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';

/** Makes links with which somebody makes an account, where signing up takes one. */
export function InviteUser() {
  const { data: instance } = useQuery(instanceQuery);
  const create = useCreateInvite();
  if (instance?.signup !== 'invite') return null;
  const origin = instance.public_origin ?? window.location.origin;
  return (
    <>
      {create.data && (
        <div>
          <CopyField label="Invitation" value={`${origin}${create.data.path}`} />
          <p className={list.detail}>
            Makes one account, until <Day at={create.data.expires_at} />. It is shown only now.
          </p>
        </div>
      )}
      <Button busy={create.isPending} onClick={() => create.mutate()}>
        {create.data ? 'Make another invitation' : 'Make an invitation'}
      </Button>
      <ConfirmDialog action={create} />
      {create.error && !wantsConfirmation(create.error) && (
        <p role="alert" className={list.error}>
          {toProblem(create.error).message}
        </p>
      )}
    </>
  );
}
