/** Whether pages of this host can use the passkeys of the server. */
export function hasPasskeys(host: string | null | undefined): boolean {
  return 'PublicKeyCredential' in window && host === window.location.hostname;
}
