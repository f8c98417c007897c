import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { SecondFactor } from '../../api/types';
import {
  useRenewRecoveryCodes,
  useSecondFactor,
  useTurnOffSecondFactor,
} from '../../data/accounts/secondFactor';
import { Button } from '../../ui/Button';
import { Day } from '../../ui/Day';
import { Dialog } from '../../ui/Dialog';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import { ProofForm } from './ProofForm';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './SecondFactor.module.css';
import { TurnOnDialog } from './TurnOnDialog';

/** From here on, the page warns that few recovery codes are left. */
const FEW_CODES = 3;

type Step = 'turn-on' | 'replace' | 'codes' | 'turn-off';

/** Whether logging in takes a code besides the password, and all that can be done about it. */
export function SecondFactorSection({ username }: { username: string }) {
  const { data, error, isPending, refetch } = useSecondFactor();
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);

  return (
    <Section
      id="second-factor"
      title="Second factor"
      hint="A code from your phone besides the password, so that the password alone lets nobody in."
    >
      <ListState
        what="The second factor"
        rows={1}
        isLoading={isPending}
        problem={error ? toProblem(error).message : undefined}
        onRetry={() => void refetch()}
      />
      {data?.turned_on_at === null && (
        <Button onClick={() => setStep('turn-on')}>Turn on the second factor</Button>
      )}
      {data?.turned_on_at && <TurnedOn factor={data} since={data.turned_on_at} onStep={setStep} />}
      {(step === 'turn-on' || step === 'replace') && (
        <TurnOnDialog username={username} isReplacement={step === 'replace'} onClose={close} />
      )}
      {step === 'codes' && <NewCodesDialog username={username} onClose={close} />}
      {step === 'turn-off' && <TurnOffDialog onClose={close} />}
    </Section>
  );
}

interface TurnedOnProps {
  factor: SecondFactor;
  since: string;
  onStep: (step: Step) => void;
}

function TurnedOn({ factor, since, onStep }: TurnedOnProps) {
  const left = factor.recovery_codes_left;
  const codes = left === 1 ? '1 recovery code' : `${left} recovery codes`;
  return (
    <>
      <div>
        <p className={list.name}>
          On since <Day at={since} />
        </p>
        {left > FEW_CODES && <p className={list.detail}>{codes} left</p>}
      </div>
      {left <= FEW_CODES && (
        <p className={styles.notice}>
          {left === 0 ? 'No recovery code is left.' : `Only ${codes} left.`} Make new ones, so that
          you get in without your phone.
        </p>
      )}
      <div className={list.actions}>
        <Button onClick={() => onStep('codes')}>New recovery codes</Button>
        <Button onClick={() => onStep('replace')}>Use another app</Button>
        <Button variant="quietDanger" onClick={() => onStep('turn-off')}>
          Turn off
        </Button>
      </div>
    </>
  );
}

function NewCodesDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const renew = useRenewRecoveryCodes();
  if (renew.data) {
    return (
      <Dialog title="Keep your recovery codes" onClose={() => {}}>
        <RecoveryCodes codes={renew.data.recovery_codes} username={username} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="New recovery codes" onClose={onClose}>
      <p>The codes that you have now stop working.</p>
      <ProofForm
        label="Make new codes"
        busy={renew.isPending}
        error={renew.error}
        onSubmit={(proof) => renew.mutate(proof)}
        onCancel={onClose}
      />
    </Dialog>
  );
}

function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const turnOff = useTurnOffSecondFactor();
  return (
    <Dialog title="Turn off the second factor" onClose={onClose}>
      <p>From then on, your password alone lets somebody in.</p>
      <ProofForm
        label="Turn off"
        isDangerous
        busy={turnOff.isPending}
        error={turnOff.error}
        onSubmit={(proof) => turnOff.mutate(proof, { onSuccess: onClose })}
        onCancel={onClose}
      />
    </Dialog>
  );
}
