import { useContext, useState } from 'react';
import { toProblem } from '../../api/errors';
import type { SecurityEvent } from '../../api/types';
import { useSecurityEvents } from '../../data/accounts/securityEvents';
import { timeOfDay } from '../../format/dates';
import { deviceName } from '../../format/deviceName';
import { Button } from '../../ui/Button';
import { ClockContext } from '../../ui/ClockContext';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';

const AT_FIRST = 5;

const WORDS: Record<SecurityEvent['kind'], string> = {
  signed_up: 'Created the account',
  logged_in: 'Logged in',
  logged_in_by_link: 'Logged in with a link',
  logged_in_by_passkey: 'Logged in with a passkey',
  logged_in_by_oidc: 'Logged in with single sign-on',
  logged_in_by_header: 'Logged in by the proxy',
  login_refused: 'Refused: wrong password or passkey',
  code_refused: 'Refused: wrong code',
  recovery_code_used: 'Used a recovery code',
  login_link_made: 'Made a login link',
  password_changed: 'Changed the password',
  second_factor_turned_on: 'Turned on the second factor',
  second_factor_turned_off: 'Turned off the second factor',
  recovery_codes_made: 'Made new recovery codes',
  identity_linked: 'Linked another way to log in',
  identity_unlinked: 'Unlinked another way to log in',
  passkey_added: 'Added a passkey',
  passkey_removed: 'Removed a passkey',
  passkey_copied: 'Refused: a copy of a passkey',
  session_ended: 'Ended a session',
  other_sessions_ended: 'Ended all other sessions',
  account_disabled: 'Disabled the account',
  account_enabled: 'Enabled the account',
  admin_granted: 'Made the account an admin',
  admin_revoked: 'Removed the account as an admin',
};

/** Who logged in or was refused, and what changed about the account's security. */
export function SecurityLogSection() {
  const events = useSecurityEvents();
  const clock = useContext(ClockContext);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? events.data : events.data?.slice(0, AT_FIRST);
  const more = (events.data?.length ?? 0) - (shown?.length ?? 0);

  return (
    <Section title="Security log" hint="Who logged in or tried to, in the last 90 days.">
      <ListState
        what="The log"
        rows={AT_FIRST}
        isLoading={events.isPending}
        problem={events.error ? toProblem(events.error).message : undefined}
        onRetry={() => void events.refetch()}
      />
      <ul className={list.list} aria-label="Security log">
        {shown?.map((event) => (
          <li key={event.id} className={list.item}>
            <div className={list.text}>
              <p className={list.name}>{WORDS[event.kind]}</p>
              <p className={list.detail}>
                {whereFrom(event)}, <Day at={event.at} /> {timeOfDay(new Date(event.at), clock)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && <Button onClick={() => setWhole(true)}>Show {more} more</Button>}
    </Section>
  );
}

function whereFrom({ address, user_agent }: SecurityEvent): string {
  if (address === null) return user_agent === null ? 'A command on the server' : 'An admin';
  return `${deviceName(user_agent)}, ${address}`;
}
