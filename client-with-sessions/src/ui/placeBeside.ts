/** The distance that a popover keeps from the edges of the page. */
const MARGIN_PX = 8;

/** Puts a popover below a place, or above if there is no room; one of their sides is in line. */
export function placeBeside(
  at: DOMRect | undefined,
  popover: HTMLElement | null,
  side: 'start' | 'end',
): void {
  const own = popover?.getBoundingClientRect();
  if (!at || !own || !popover) return;
  const isRoomBelow = at.bottom + own.height + MARGIN_PX <= window.innerHeight;
  const isRoomAbove = at.top - own.height - 4 >= MARGIN_PX;
  const lowest = window.innerHeight - own.height - MARGIN_PX;
  const above = isRoomAbove ? at.top - own.height - 4 : Math.max(lowest, MARGIN_PX);
  const left = side === 'end' ? at.right - own.width : at.left;
  // Without the gutter of the scroll bar, under which nothing is seen. The body ends where it begins.
  const { right } = document.body.getBoundingClientRect();
  const rightmost = right - own.width - MARGIN_PX;
  popover.style.top = `${isRoomBelow ? at.bottom + 4 : above}px`;
  popover.style.left = `${Math.max(Math.min(left, rightmost), MARGIN_PX)}px`;
}
