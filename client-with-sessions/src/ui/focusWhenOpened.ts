/** React focuses at once instead of setting this attribute, which a popover heeds when it opens. */
export function focusWhenOpened(field: HTMLInputElement | null): void {
  field?.setAttribute('autofocus', '');
}
