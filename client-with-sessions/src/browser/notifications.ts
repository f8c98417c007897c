/** Whether this browser shows notifications of this page: nobody was asked yet, or it can't. */
export type Notifications = 'allowed' | 'refused' | 'unasked' | 'impossible';

export function notifications(): Notifications {
  if (!('Notification' in window) || !window.isSecureContext) return 'impossible';
  if (Notification.permission === 'default') return 'unasked';
  return Notification.permission === 'granted' ? 'allowed' : 'refused';
}

/** Asks whether notifications may be shown. To be called when somebody wants them. */
export async function askForNotifications(): Promise<Notifications> {
  try {
    if (notifications() === 'unasked') await Notification.requestPermission();
  } catch {
    return 'impossible';
  }
  return notifications();
}

/** Shows a notification, if that is allowed. One about the same replaces it. A click on it leads to this tab. */
export function notify(title: string, about: string): void {
  if (notifications() !== 'allowed') return;
  try {
    const shown = new Notification(title, { tag: about });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // On Android, only a service worker can.
  }
}
