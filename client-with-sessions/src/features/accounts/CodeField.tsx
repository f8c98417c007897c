import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';

/** A code of the second factor: from the app, or a recovery code. */
export function CodeField({ focused = false }: { focused?: boolean }) {
  const [isRecovery, setRecovery] = useState(false);
  return (
    <>
      {isRecovery ? (
        <Field
          key="recovery"
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="One of those that you kept when you turned the second factor on. Each works once."
          required
          autoFocus
        />
      ) : (
        <Field
          key="app"
          label="Code"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          hint="The six digits that your app shows for tracker."
          required
          autoFocus={focused}
        />
      )}
      <Button variant="quiet" onClick={() => setRecovery(!isRecovery)}>
        {isRecovery ? 'Use the code of the app' : 'Use a recovery code'}
      </Button>
    </>
  );
}
