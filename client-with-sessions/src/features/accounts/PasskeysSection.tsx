import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Instance, Passkey } from '../../api/types';
import { hasPasskeys } from '../../browser/hasPasskeys';
import { instanceQuery } from '../../data/accounts/instance';
import { usePasskeys, useRemovePasskey } from '../../data/accounts/passkeys';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import { AddPasskeyDialog, RenamePasskeyDialog } from './PasskeyDialogs';

/** The passkeys of the account, or why there can be none. */
export function PasskeysSection() {
  const { data: instance } = useQuery(instanceQuery);
  const passkeys = usePasskeys();
  const [isAdding, setAdding] = useState(false);
  const isUsable = instance && hasPasskeys(instance.passkey_host);

  return (
    <Section
      id="passkeys"
      title="Passkeys"
      hint="Log in with your fingerprint, your face or a PIN, without a password or a code."
    >
      <ListState
        what="The passkeys"
        rows={1}
        isLoading={passkeys.isPending}
        problem={passkeys.error ? toProblem(passkeys.error).message : undefined}
        onRetry={() => void passkeys.refetch()}
      />
      {passkeys.data && passkeys.data.length > 0 && (
        <ul className={list.list} aria-label="Passkeys">
          {passkeys.data.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} host={instance?.passkey_host} />
          ))}
        </ul>
      )}
      {isUsable && <Button onClick={() => setAdding(true)}>Add a passkey</Button>}
      {instance && !isUsable && <p>{whyNot(instance)}</p>}
      {isAdding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
    </Section>
  );
}

function whyNot({ passkey_host, public_origin }: Instance): string {
  if (passkey_host === window.location.hostname) return 'This browser has no passkeys.';
  if (passkey_host && public_origin) return `Passkeys work at ${public_origin} alone.`;
  return 'Browsers have passkeys only for an address with a name and https, not for this one. Whoever runs this server can give it one with --public-url.';
}

interface ItemProps {
  passkey: Passkey;
  /** Where passkeys work now. */
  host: string | null | undefined;
}

function PasskeyItem({ passkey, host }: ItemProps) {
  const remove = useRemovePasskey();
  const [isRenaming, setRenaming] = useState(false);
  const { name, created_at, last_used_at } = passkey;

  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={list.name}>{name}</p>
        <p className={list.detail}>
          {last_used_at ? (
            <>
              Last used <Day at={last_used_at} />
            </>
          ) : (
            'Never used'
          )}
          , added <Day at={created_at} />
          {host !== undefined && host !== passkey.host && `, only for ${passkey.host}`}
        </p>
        {remove.error && !wantsConfirmation(remove.error) && (
          <p role="alert" className={list.error}>
            {toProblem(remove.error).message}
          </p>
        )}
      </div>
      <div className={list.actions}>
        <Button aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
          Rename
        </Button>
        <Button
          variant="quietDanger"
          aria-label={`Remove ${name}`}
          busy={remove.isPending}
          onClick={() => remove.mutate(passkey.id)}
        >
          Remove
        </Button>
      </div>
      <ConfirmDialog action={remove} />
      {isRenaming && <RenamePasskeyDialog passkey={passkey} onClose={() => setRenaming(false)} />}
    </li>
  );
}
