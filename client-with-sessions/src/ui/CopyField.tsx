import { useState } from 'react';
import { copyText } from '../browser/clipboard';
import { Field } from './Field';

interface Props {
  label: string;
  value: string;
}

/** A text to copy, whole. */
export function CopyField({ label, value }: Props) {
  const [copied, setCopied] = useState('');
  return (
    <Field
      label={label}
      name="copied"
      value={value}
      readOnly
      spellCheck={false}
      onFocus={(event) => event.target.select()}
      trailing={
        <button
          type="button"
          onClick={async () => setCopied((await copyText(value)) ? value : '')}
          aria-label={`Copy: ${label}`}
        >
          <span role="status">{copied === value ? 'Copied' : 'Copy'}</span>
        </button>
      }
    />
  );
}
