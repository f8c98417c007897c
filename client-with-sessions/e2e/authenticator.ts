import type { BrowserContext, Page } from '@playwright/test';

/** A device of this page that keeps passkeys, and that says yes to everything. */
export async function plugIn(page: Page, isVerifying = true) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: isVerifying,
      automaticPresenceSimulation: true,
    },
  });
  return {
    keys: async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    /** Says yes, or keeps still. */
    present: (enabled: boolean) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    verify: (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** The server by the name under which browsers have passkeys. */
export function byName(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

export async function logInByName(context: BrowserContext, url: string, data: object) {
  await context.request.post(`${byName(url)}/login`, { data });
}
