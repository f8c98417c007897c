import { useState } from 'react';
import { copyText } from '../browser/clipboard';
import { Button } from './Button';

/** Copies a text, and says so. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState('');
  return (
    <Button onClick={async () => setCopied((await copyText(text)) ? text : '')}>
      <span role="status">{copied === text ? 'Copied' : label}</span>
    </Button>
  );
}
