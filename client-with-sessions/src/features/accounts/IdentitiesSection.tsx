import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import type { LinkedIdentity } from '../../api/types';
import { useBeginOidcLink, useIdentities, useUnlinkIdentity } from '../../data/accounts/identities';
import { instanceQuery } from '../../data/accounts/instance';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { Section } from '../../ui/Section';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import { OidcMessage } from './OidcMessage';

/** What the account is linked to, where people can log in with anything else. */
export function IdentitiesSection({ hash }: { hash: string }) {
  const { data: instance } = useQuery(instanceQuery);
  const { data } = useIdentities();
  const begin = useBeginOidcLink();
  const name = instance?.oidc_name;
  if (!name && !data?.identities.length) return null;

  return (
    <Section
      id="sign-on"
      title="Other ways to log in"
      hint="Logging out here leaves you logged in there."
    >
      <OidcMessage hash={hash} />
      {data && data.identities.length > 0 && (
        <ul className={list.list} aria-label="Links">
          {data.identities.map((identity) => (
            <IdentityItem key={identity.id} identity={identity} name={name ?? undefined} />
          ))}
        </ul>
      )}
      {data?.has_password === false && (
        <p>Your account has no password yet. Set one before you remove a link.</p>
      )}
      {name && (
        <Button busy={begin.isPending} onClick={() => begin.mutate()}>
          Link {name}
        </Button>
      )}
      <ActionError error={begin.error} />
      <ConfirmDialog action={begin} />
    </Section>
  );
}

interface ItemProps {
  identity: LinkedIdentity;
  /** What people call the issuer. */
  name: string | undefined;
}

function IdentityItem({ identity, name }: ItemProps) {
  const unlink = useUnlinkIdentity();
  const { kind, subject, issuer, created_at, last_used_at } = identity;
  const title =
    kind === 'header'
      ? `${subject}, by the proxy`
      : `${identity.name ?? subject}, at ${name ?? issuer}`;
  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={list.name}>{title}</p>
        <p className={list.detail}>
          {last_used_at ? (
            <>
              Last used <Day at={last_used_at} />
            </>
          ) : (
            'Never used'
          )}
          , linked <Day at={created_at} />
        </p>
        <ActionError error={unlink.error} />
        <ConfirmDialog action={unlink} />
      </div>
      <Button
        variant="quietDanger"
        aria-label={`Unlink ${title}`}
        busy={unlink.isPending}
        onClick={() => unlink.mutate(identity.id)}
      >
        Unlink
      </Button>
    </li>
  );
}

function ActionError({ error }: { error: unknown }) {
  if (!error || wantsConfirmation(error)) return null;
  return (
    <p role="alert" className={list.error}>
      {toProblem(error).message}
    </p>
  );
}
