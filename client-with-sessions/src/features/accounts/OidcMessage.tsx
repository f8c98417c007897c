import list from '../../ui/List.module.css';

/** What came of a login at the issuer, by the word that the address has of it. */
const WORDS: Record<string, string> = {
  unknown: 'No account here is linked to it: log in and link it in Settings.',
  refused: 'This account is disabled. Ask whoever runs this server.',
  expired: 'This login took too long or was begun elsewhere. Try again.',
  declined: 'The login was called off. Try again, or log in another way.',
  unreachable:
    'The service that you log in with does not answer. Try again, or log in another way.',
  untrusted:
    'The service that you log in with can’t be trusted: the server’s log says why. Log in another way.',
  taken: 'It is linked to an account already. Unlink it there first.',
  other: 'That is not linked to your account. Log in with the one that is.',
};

const GOOD: Record<string, string> = {
  linked: 'It is linked. From now on, you can log in with it.',
  confirmed: 'It is you. For ten minutes, nothing asks again.',
};

/** The word in an address, after `#oidc=`. */
export function oidcWord(hash: string): string | undefined {
  return /^oidc=([a-z]+)$/.exec(hash)?.[1];
}

/** Says what came of a login at the issuer. */
export function OidcMessage({ hash }: { hash: string }) {
  const word = oidcWord(hash) ?? '';
  if (GOOD[word]) {
    return (
      <p role="status" ref={show}>
        {GOOD[word]}
      </p>
    );
  }
  if (!WORDS[word]) return null;
  return (
    <p role="alert" ref={show} className={list.error}>
      {WORDS[word]}
    </p>
  );
}

/** In the settings, the message stands far below. */
function show(message: HTMLElement | null): void {
  message?.scrollIntoView({ block: 'center' });
}
