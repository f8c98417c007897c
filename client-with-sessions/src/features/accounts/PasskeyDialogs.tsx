import type { Passkey } from '../../api/types';
import { useProblem } from '../../api/useProblem';
import { useAddPasskey, useRenamePasskey } from '../../data/accounts/passkeys';
import { deviceName } from '../../format/deviceName';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import list from '../../ui/List.module.css';
import { ConfirmDialog, wantsConfirmation } from './ConfirmDialog';

/** Names a passkey, and has a device make it. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const add = useAddPasskey();
  const problem = useProblem(add.error);
  if (wantsConfirmation(add.error)) {
    return (
      <ConfirmDialog
        action={{ ...add, mutate: (name) => add.mutate(name, { onSuccess: onClose }) }}
      />
    );
  }
  return (
    <NameDialog
      title="Add a passkey"
      text="Your browser asks where to keep it: on this device, on your phone or on a security key."
      name={deviceName(navigator.userAgent)}
      label="Add"
      busy={add.isPending}
      problem={problem}
      onSubmit={(name) => add.mutate(name, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

interface RenameProps {
  passkey: Passkey;
  onClose: () => void;
}

export function RenamePasskeyDialog({ passkey, onClose }: RenameProps) {
  const rename = useRenamePasskey(passkey.id);
  const problem = useProblem(rename.error);
  return (
    <NameDialog
      title="Rename the passkey"
      name={passkey.name}
      label="Rename"
      busy={rename.isPending}
      problem={problem}
      onSubmit={(name) => rename.mutate({ name }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

interface NameProps {
  title: string;
  text?: string;
  name: string;
  label: string;
  busy: boolean;
  problem: FormProblem | undefined;
  onSubmit: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ title, text, name, label, busy, problem, onSubmit, onClose }: NameProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {text && <p>{text}</p>}
      <Form busy={busy} problem={problem} onSubmit={({ name = '' }) => onSubmit(name)}>
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          maxLength={64}
          defaultValue={name}
          hint="To tell it from your other ones."
          onFocus={(event) => event.target.select()}
          required
          autoFocus
        />
        <div className={list.actions}>
          <Button type="submit" variant="primary" busy={busy}>
            {label}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  );
}
