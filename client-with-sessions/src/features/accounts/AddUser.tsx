import { useState } from 'react';
import { useProblem } from '../../api/useProblem';
import { useAddUser } from '../../data/accounts/users';
import { Button } from '../../ui/Button';
import { CheckField } from '../../ui/CheckField';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { PasswordField } from '../../ui/PasswordField';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';

/** A button that opens the form for a new account. */
export function AddUser() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add a user</Button>
      {isOpen && <AddUserDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function AddUserDialog({ onClose }: { onClose: () => void }) {
  const add = useAddUser();
  const problem = useProblem(add.error);
  const addNow = (user: NonNullable<typeof add.variables>) =>
    add.mutate(user, { onSuccess: onClose });

  return (
    <Dialog title="Add a user" onClose={onClose}>
      <Form
        busy={add.isPending}
        problem={wantsConfirmation(add.error) ? undefined : problem}
        onSubmit={({ username = '', password = '', admin }) =>
          addNow({ username, password, admin: admin === 'on' })
        }
      >
        <Field
          label="Username"
          name="username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          hint="Tell them in person; they can change it in the settings."
        />
        <CheckField label="Admin: can manage users" name="admin" />
        <div className={list.actions}>
          <Button type="submit" variant="primary" busy={add.isPending}>
            Add the user
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
      <ConfirmDialog action={{ ...add, mutate: addNow }} />
    </Dialog>
  );
}
