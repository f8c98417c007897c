import { toProblem } from '../../api/errors';
import type { Session } from '../../api/types';
import { useEndOtherSessions, useEndSession, useSessions } from '../../data/accounts/sessions';
import { deviceName } from '../../format/deviceName';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';

/** Where the user is logged in, and how to end it. */
export function SessionsSection() {
  const sessions = useSessions();
  const endOthers = useEndOtherSessions();
  const hasOthers = sessions.data?.some((session) => !session.current) ?? false;

  return (
    <Section title="Sessions" hint="Every browser you are logged in with.">
      <ListState
        what="The sessions"
        rows={2}
        isLoading={sessions.isPending}
        problem={sessions.error ? toProblem(sessions.error).message : undefined}
        onRetry={() => void sessions.refetch()}
      />
      <ul className={list.list} aria-label="Sessions">
        {sessions.data?.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {hasOthers && (
        <Button variant="plain" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          End all other sessions
        </Button>
      )}
      <ActionError error={endOthers.error} />
      <ConfirmDialog action={endOthers} />
    </Section>
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

function SessionItem({ session }: { session: Session }) {
  const end = useEndSession();
  const name = deviceName(session.user_agent);
  return (
    <li className={list.item}>
      <div className={list.text}>
        <p className={list.name}>{name}</p>
        <p className={list.detail}>
          {session.current ? (
            'This session'
          ) : (
            <>
              Last seen <Day at={session.last_seen_at} />
            </>
          )}
          , began <Day at={session.created_at} />
        </p>
        <ActionError error={end.error} />
        <ConfirmDialog action={end} />
      </div>
      {!session.current && (
        <Button
          aria-label={`End the session of ${name}`}
          busy={end.isPending}
          onClick={() => end.mutate(session.id)}
        >
          End
        </Button>
      )}
    </li>
  );
}
