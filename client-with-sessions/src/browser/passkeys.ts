/** What a browser makes or signs, each value as base64url, as the server reads it. */
export interface MadePasskey {
  client_data_json: string;
  authenticator_data: string;
}

export interface UsedPasskey extends MadePasskey {
  id: string;
  signature: string;
  user_handle?: string;
}

/** Has a device make a passkey. */
export async function makePasskey(options: {
  challenge: string;
  rp_id: string;
  user_handle: string;
  username: string;
  algorithms: number[];
  credentials: string[];
}): Promise<MadePasskey> {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(options.challenge),
      rp: { id: options.rp_id, name: 'tracker' },
      user: {
        id: toBytes(options.user_handle),
        name: options.username,
        displayName: options.username,
      },
      pubKeyCredParams: options.algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: options.credentials.map(describe),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    },
  });
  const { response } = credential as PublicKeyCredential;
  const made = response as AuthenticatorAttestationResponse;
  return {
    client_data_json: toText(made.clientDataJSON),
    authenticator_data: toText(made.getAuthenticatorData()),
  };
}

/** Has a device sign a challenge. With a signal, it only offers to, where a username is typed. */
export async function signWithPasskey(
  options: { challenge: string; rp_id: string; credentials?: string[] },
  offered?: AbortSignal,
): Promise<UsedPasskey> {
  const credential = await navigator.credentials.get({
    ...(offered && { mediation: 'conditional', signal: offered }),
    publicKey: {
      challenge: toBytes(options.challenge),
      rpId: options.rp_id,
      allowCredentials: options.credentials?.map(describe) ?? [],
      userVerification: 'required',
    },
  });
  const { id, response } = credential as PublicKeyCredential;
  const used = response as AuthenticatorAssertionResponse;
  return {
    id,
    client_data_json: toText(used.clientDataJSON),
    authenticator_data: toText(used.authenticatorData),
    signature: toText(used.signature),
    ...(used.userHandle && { user_handle: toText(used.userHandle) }),
  };
}

/** Whether the browser can offer passkeys where a username is typed. */
export async function canOffer(): Promise<boolean> {
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

function describe(id: string): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: toBytes(id) };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
