import { useState } from 'react';
import type { Account } from '../../api/types';
import { useProblem } from '../../api/useProblem';
import { useRemoveUser } from '../../data/accounts/users';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';

const WRONG_NAME = {
  message: 'That is not the username.',
  fields: { name: ['That is not the username.'] },
};

interface Props {
  user: Account;
  onClose: () => void;
}

/** Asks for the name of the user, since a removed account can't be brought back. */
export function RemoveUserDialog({ user, onClose }: Props) {
  const remove = useRemoveUser(user.id);
  const problem = useProblem(remove.error);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);

  const removeNow = () => remove.mutate(undefined, { onSuccess: onClose });
  const submit = () => {
    setWrong(typed !== user.username);
    if (typed === user.username) removeNow();
  };

  return (
    <Dialog title={`Remove ${user.username}?`} onClose={onClose}>
      <p>The user and all their tasks will be removed for good. This can’t be undone.</p>
      <Form
        busy={remove.isPending}
        problem={isWrong ? WRONG_NAME : wantsConfirmation(remove.error) ? undefined : problem}
        onSubmit={submit}
      >
        <Field
          label={`Type ${user.username} to confirm`}
          name="name"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className={list.actions}>
          <Button type="submit" variant="danger" busy={remove.isPending}>
            Remove for good
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
      <ConfirmDialog action={{ ...remove, mutate: removeNow }} />
    </Dialog>
  );
}
