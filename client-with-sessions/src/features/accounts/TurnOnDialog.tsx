import { useEffect } from 'react';
import { toProblem } from '../../api/errors';
import { useProblem } from '../../api/useProblem';
import type { Proof } from '../../data/accounts/secondFactor';
import { useProposeSecondFactor, useTurnOnSecondFactor } from '../../data/accounts/secondFactor';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';
import { ProofForm } from './ProofForm';
import { QrCode } from './QrCode';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './SecondFactor.module.css';

interface Props {
  username: string;
  /** Another secret replaces the present one, which takes a proof. */
  isReplacement: boolean;
  onClose: () => void;
}

/** Leads from a QR code and its first code to the recovery codes. */
export function TurnOnDialog({ username, isReplacement, onClose }: Props) {
  const propose = useProposeSecondFactor();
  const turnOn = useTurnOnSecondFactor();
  const problem = useProblem(turnOn.error);
  const { mutate } = propose;
  useEffect(() => {
    if (!isReplacement) mutate(undefined);
  }, [isReplacement, mutate]);

  if (turnOn.data) {
    // Not closed by a key or a click beside it: the codes are shown once.
    return (
      <Dialog title="Keep your recovery codes" onClose={() => {}}>
        <RecoveryCodes codes={turnOn.data.recovery_codes} username={username} onDone={onClose} />
      </Dialog>
    );
  }
  if (wantsConfirmation(propose.error)) {
    return <ConfirmDialog action={{ ...propose, reset: onClose }} />;
  }
  const title = isReplacement ? 'Use another app' : 'Turn on the second factor';
  if (!propose.data) {
    return (
      <Dialog title={title} onClose={onClose}>
        {isReplacement ? (
          <ProofForm
            label="Go on"
            busy={propose.isPending}
            error={propose.error}
            onSubmit={(proof: Proof) => mutate(proof)}
            onCancel={onClose}
          />
        ) : (
          <p role={propose.error ? 'alert' : 'status'}>
            {propose.error ? toProblem(propose.error).message : 'Making a secret…'}
          </p>
        )}
      </Dialog>
    );
  }
  const { qr, secret, uri } = propose.data;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>Scan this with an app for one-time codes, such as the one of your password manager.</p>
      <QrCode code={qr} label="QR code of the secret" />
      <div>
        <p className={list.name}>Or type the secret</p>
        <code className={styles.secret}>{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
        <div className={list.actions}>
          <CopyButton label="Copy" text={secret} />
          <a className={styles.open} href={uri}>
            Open an app here
          </a>
        </div>
      </div>
      <Form
        busy={turnOn.isPending}
        problem={problem}
        onSubmit={({ code = '' }) => turnOn.mutate({ code })}
      >
        <Field
          label="Code that the app shows now"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          hint="Your other sessions end."
          required
        />
        <div className={list.actions}>
          <Button type="submit" variant="primary" busy={turnOn.isPending}>
            Turn on
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  );
}
