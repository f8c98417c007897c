import { type UseMutationResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hasKind } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import { hasPasskeys } from '../../browser/hasPasskeys';
import { useBeginOidcConfirmation, useIdentities } from '../../data/accounts/identities';
import { instanceQuery } from '../../data/accounts/instance';
import { useConfirmWithPasskey, usePasskeys } from '../../data/accounts/passkeys';
import { useSecondFactor } from '../../data/accounts/secondFactor';
import { useConfirmSession } from '../../data/accounts/sessions';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { PasswordField } from '../../ui/PasswordField';
import { CodeField } from './CodeField';

/** Whether the server first wants to know again who it is. Then there is a dialog instead of an error. */
export function wantsConfirmation(error: unknown): boolean {
  return hasKind(error, 'confirmation-required');
}

interface Props<Data, Variables> {
  action: Pick<
    UseMutationResult<Data, Error, Variables>,
    'error' | 'variables' | 'mutate' | 'reset'
  >;
}

/** Asks again who it is if an action was refused for that, and then repeats the action. */
export function ConfirmDialog<Data, Variables>({ action }: Props<Data, Variables>) {
  const { error, variables, mutate, reset } = action;
  if (!wantsConfirmation(error)) return null;
  // They are those of the action that was refused.
  return <AskAgain onConfirmed={() => mutate(variables as Variables)} onClose={reset} />;
}

interface AskAgainProps {
  onConfirmed: () => void;
  onClose: () => void;
}

function AskAgain({ onConfirmed, onClose }: AskAgainProps) {
  const confirm = useConfirmSession();
  const byPasskey = useConfirmWithPasskey();
  const byOidc = useBeginOidcConfirmation();
  const problem = useProblem(confirm.error ?? byPasskey.error ?? byOidc.error);
  const hasFactor = Boolean(useSecondFactor().data?.turned_on_at);
  const [byCode, setByCode] = useState(false);
  const { data: instance } = useQuery(instanceQuery);
  const host = instance?.passkey_host;
  const identities = useIdentities().data;
  const isLinked = identities?.identities.some(({ kind }) => kind === 'oidc');
  const hasPassword = identities?.has_password ?? true;
  const hasPasskey = usePasskeys().data?.some((passkey) => passkey.host === host);

  return (
    <Dialog title="Is it you?" onClose={onClose}>
      <p>You logged in a while ago, and this is for you alone.</p>
      <Form
        busy={confirm.isPending}
        problem={problem}
        onSubmit={(proof) => confirm.mutate(proof, { onSuccess: onConfirmed })}
      >
        {byCode && <CodeField focused />}
        {!byCode && hasPassword && (
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        )}
        <div className={list.actions}>
          {(hasPassword || byCode) && (
            <Button type="submit" variant="primary" busy={confirm.isPending}>
              Confirm
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {hasFactor && !byCode && (
            <Button variant="quiet" onClick={() => setByCode(true)}>
              Use a code instead
            </Button>
          )}
          {hasPasskey && hasPasskeys(host) && (
            <Button
              variant="quiet"
              busy={byPasskey.isPending}
              onClick={() => {
                confirm.reset();
                byPasskey.mutate(undefined, { onSuccess: onConfirmed });
              }}
            >
              Use a passkey instead
            </Button>
          )}
          {isLinked && instance?.oidc_name && (
            <Button variant="quiet" busy={byOidc.isPending} onClick={() => byOidc.mutate()}>
              Log in again with {instance.oidc_name}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  );
}
