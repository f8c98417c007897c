import { useState } from 'react';
import { useProblem } from '../../api/useProblem';
import { useIdentities } from '../../data/accounts/identities';
import { useChangePassword } from '../../data/accounts/password';
import { useThisSession } from '../../data/accounts/sessions';
import { Button } from '../../ui/Button';
import { Form } from '../../ui/Form';
import { PasswordField } from '../../ui/PasswordField';
import { Section } from '../../ui/Section';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import styles from './PasswordSection.module.css';

const BY_LINK = ' You logged in with a link, so for ten minutes you need not know the current one.';

/** Changes the password, which ends every other session. */
export function PasswordSection({ username }: { username: string }) {
  const [round, setRound] = useState(0);
  const change = useChangePassword();
  const problem = useProblem(wantsConfirmation(change.error) ? undefined : change.error);
  const cameByLink = useThisSession()?.may_set_password ?? false;
  const hasPassword = useIdentities().data?.has_password ?? true;

  return (
    <Section
      id="password"
      title="Password"
      hint={`A new password ends all your other sessions.${cameByLink ? BY_LINK : ''}`}
    >
      <Form
        key={round}
        busy={change.isPending}
        problem={problem}
        onSubmit={({ current_password, new_password = '' }) =>
          change.mutate(
            { ...(current_password !== undefined && { current_password }), new_password },
            // A new form, empty again.
            { onSuccess: () => setRound((before) => before + 1) },
          )
        }
      >
        {/* Tells a password manager whose password this is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={username}
          readOnly
          hidden
        />
        {!cameByLink && hasPassword && (
          <PasswordField
            label="Current password"
            name="current_password"
            autoComplete="current-password"
            required
          />
        )}
        <PasswordField
          label="New password"
          name="new_password"
          autoComplete="new-password"
          hint="8 characters or more. Length makes it strong."
          required
        />
        <div className={styles.foot}>
          <Button type="submit" busy={change.isPending}>
            {hasPassword ? 'Change the password' : 'Set a password'}
          </Button>
          <p role="status" className={styles.done}>
            {change.isSuccess && 'Changed.'}
          </p>
        </div>
      </Form>
      <ConfirmDialog action={change} />
    </Section>
  );
}
