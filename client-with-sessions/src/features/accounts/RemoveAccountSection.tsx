import { useState } from 'react';
import { useProblem } from '../../api/useProblem';
import { useIdentities } from '../../data/accounts/identities';
import { useSecondFactor } from '../../data/accounts/secondFactor';
import { useRemoveOwnAccount } from '../../data/accounts/useRemoveOwnAccount';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { PasswordField } from '../../ui/PasswordField';
import { Section } from '../../ui/Section';
import { CodeField } from './CodeField';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import styles from './RemoveAccountSection.module.css';

interface Props {
  username: string;
  /** Where the whole account can be downloaded. */
  exportPath: string;
  /** Goes to a page without the user's data. */
  leave: () => Promise<void>;
}

/** Removes the user's own account, after offering an export. */
export function RemoveAccountSection(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title="Account" hint="Everything in it can be taken along as one file.">
      <a className={styles.export} href={props.exportPath} download>
        Export everything
      </a>
      <Button onClick={() => setOpen(true)}>Remove my account</Button>
      {isOpen && <RemoveAccountDialog {...props} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function RemoveAccountDialog({
  username,
  exportPath,
  leave,
  onClose,
}: Props & { onClose: () => void }) {
  const remove = useRemoveOwnAccount(leave);
  const problem = useProblem(wantsConfirmation(remove.error) ? undefined : remove.error);
  const hasFactor = Boolean(useSecondFactor().data?.turned_on_at);
  const hasPassword = useIdentities().data?.has_password ?? true;

  return (
    <Dialog title="Remove your account?" onClose={onClose}>
      <p>
        Your tasks, projects, history and settings will be removed for good, and every session ends.
        This can’t be undone.{' '}
        <a href={exportPath} download>
          Export everything
        </a>{' '}
        first.
      </p>
      <Form
        busy={remove.isPending}
        problem={problem}
        onSubmit={({ username: typed = '', password, code }) =>
          remove.mutate({
            username: typed,
            ...(password !== undefined && { password }),
            ...(code && { code }),
          })
        }
      >
        <Field
          label={`Type ${username} to confirm`}
          name="username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        {hasPassword && (
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            required
          />
        )}
        {hasFactor && <CodeField />}
        <div className={list.actions}>
          <Button type="submit" variant="danger" busy={remove.isPending}>
            Remove for good
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
      <ConfirmDialog action={remove} />
    </Dialog>
  );
}
