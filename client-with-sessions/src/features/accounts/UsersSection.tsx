import { toProblem } from '../../api/errors';
import { useUsers } from '../../data/accounts/users';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import { AddUser } from './AddUser';
import { InviteUser } from './InviteUser';
import { UserItem } from './UserItem';

/** The accounts on this server, for an admin. */
export function UsersSection({ ownId }: { ownId: number }) {
  const { data, error, isPending, refetch } = useUsers();
  return (
    <Section title="Users" hint="Only admins see this. Nobody sees the tasks of others.">
      <ListState
        what="The users"
        rows={2}
        isLoading={isPending}
        problem={error ? toProblem(error).message : undefined}
        onRetry={() => void refetch()}
      />
      <ul className={list.list} aria-label="Users">
        {data?.users.map((user) => (
          <UserItem key={user.id} user={user} isOwn={user.id === ownId} />
        ))}
      </ul>
      {data?.truncated && <p>There are more users: tracker user list shows them all.</p>}
      <AddUser />
      <InviteUser />
    </Section>
  );
}
