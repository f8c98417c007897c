import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { toProblem } from '../../api/errors';
import type { User } from '../../api/types';
import { whenIdle } from '../../browser/settled';
import { welcome } from '../../data/accounts/accounts';
import { offerPasskeys, useLogInWithPasskey } from '../../data/accounts/passkeys';
import { Button } from '../../ui/Button';
import list from '../../ui/List.module.css';
import { useLatest } from '../../ui/useLatest';

/** Logs in with a passkey: by a button, or chosen where the username is typed. */
export function PasskeyLogIn({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const logIn = useLogInWithPasskey();
  const finish = useLatest((user: User) => {
    welcome(client, user);
    onDone();
  });
  const { isPending, error } = logIn;

  useEffect(() => {
    // A browser has one request at a time.
    if (isPending) return;
    const offer = new AbortController();
    whenIdle(() => void offerPasskeys(offer.signal, finish));
    return () => offer.abort();
  }, [finish, isPending]);

  return (
    <>
      <Button busy={isPending} onClick={() => logIn.mutate(undefined, { onSuccess: onDone })}>
        Log in with a passkey
      </Button>
      {error && (
        <p role="alert" className={list.error}>
          {toProblem(error).message}
        </p>
      )}
    </>
  );
}
