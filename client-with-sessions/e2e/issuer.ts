import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT_ID = 'tracker';

/** An issuer of OpenID Connect that lets in whoever it is told to, without asking. */
export interface Issuer {
  url: string;
  subject: string;
  /** Sends browsers back without having let anybody in. */
  declines: boolean;
  stop: () => void;
}

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const logins = new Map<string, { nonce: string; challenge: string }>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}`,
    subject: 'somebody',
    declines: false,
    stop: () => server.close(),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', issuer.url);
    const json = (value: object) => response.end(JSON.stringify(value));
    if (url.pathname === '/.well-known/openid-configuration') {
      json({
        issuer: issuer.url,
        authorization_endpoint: `${issuer.url}/authorize`,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/keys`,
      });
    } else if (url.pathname === '/keys') {
      json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'a', alg: 'ES256' }] });
    } else if (url.pathname === '/authorize') {
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      if (issuer.declines) back.searchParams.set('error', 'access_denied');
      else {
        const code = randomBytes(8).toString('hex');
        logins.set(code, {
          nonce: url.searchParams.get('nonce') ?? '',
          challenge: url.searchParams.get('code_challenge') ?? '',
        });
        back.searchParams.set('code', code);
      }
      response.writeHead(303, { Location: back.href }).end();
    } else {
      const form = new URLSearchParams(await readBody(request));
      const login = logins.get(form.get('code') ?? '');
      const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
      if (login?.challenge !== verifier.digest('base64url')) response.writeHead(400).end();
      else json({ id_token: token(login.nonce), access_token: 'x', token_type: 'Bearer' });
    }
  }

  function token(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer.url,
      aud: CLIENT_ID,
      sub: issuer.subject,
      iat: now,
      exp: now + 60,
      auth_time: now,
      nonce,
      preferred_username: issuer.subject,
    };
    const signed = [{ alg: 'ES256', kid: 'a' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(signed), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${signed}.${signature.toString('base64url')}`;
  }

  return issuer;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
