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

  return (
    <Dialog title="Add a user" onClose={onClose}>
      <Form
        busy={add.isPending}
        problem={problem}
        onSubmit={({ username = '', password = '', admin }) =>
          add.mutate({ username, password, admin: admin === 'on' }, { onSuccess: onClose })
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
    </Dialog>
  );
}
