import { downloadText } from '../../browser/download';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import list from '../../ui/List.module.css';
import styles from './SecondFactor.module.css';

interface Props {
  codes: string[];
  username: string;
  onDone: () => void;
}

/** Recovery codes, which are shown only once. */
export function RecoveryCodes({ codes, username, onDone }: Props) {
  const text = codes.join('\n');
  const file = `Recovery codes of ${username} on tracker (${window.location.host}).\nEach logs in once in place of the code of the app.\n\n${text}\n`;

  return (
    <>
      <p>
        Without your phone, each of these codes logs you in once. They are shown only now: keep them
        where you would find them without it.
      </p>
      <ul className={styles.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={list.actions}>
        <CopyButton label="Copy" text={text} />
        <Button onClick={() => downloadText('tracker-recovery-codes.txt', file)}>Download</Button>
        <Button variant="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </>
  );
}
