import {
  AutoScroller,
  DragDropManager,
  Draggable,
  PointerActivationConstraints,
  PointerSensor,
} from '@dnd-kit/dom';
import type { Drops } from '../../selection/Drops';
import { isScrolling } from '../../selection/scrolling';
import type { Selection } from '../../selection/selection';
import { dimDragged, lift, markTarget, putDown, showDragImage, undim } from './dragMarks';
import { type Target, targetAt } from './targetAt';

/** How far a mouse moves before it drags rather than clicks. */
const DISTANCE_PX = 6;
/** How long a finger rests on a row before it picks the row up, and how far it may move meanwhile. */
const REST = { value: 450, tolerance: 10 };
/** What a pointer is meant for rather than to drag the row that holds it. */
const OWN =
  'input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover], [data-handle]';

interface Point {
  x: number;
  y: number;
}

/** What dragging needs to know, and whom it tells. */
export interface Dragging {
  selection: Selection;
  drops: () => Drops | undefined;
  titleOf: (id: number) => string;
  canHold: (ids: readonly number[], id: number) => boolean;
  onDrop: (ids: readonly number[], target: Target) => void;
}

/** Lets the rows and cards below an element be dragged; returns how to stop that. */
export function startDragging(main: Element, dragging: Dragging): () => void {
  const { selection } = dragging;
  let pressed: { id: number; by: PointerEvent; selected: readonly number[] } | undefined;
  let drag: ReturnType<typeof beginDrag> | undefined;

  const isNoDrag = (event: PointerEvent) => {
    const id = draggableAt(event);
    const isSelecting = event.shiftKey || event.ctrlKey || event.metaKey;
    const isStop = event.pointerType === 'touch' && isScrolling();
    if (id === undefined || isSelecting || isStop) return true;
    pressed = { id, by: event, selected: selection.ids() };
    return false;
  };

  const manager = new DragDropManager({
    plugins: [AutoScroller.configure({ threshold: { x: 0, y: 0.1 } })],
    sensors: [
      PointerSensor.configure({
        preventActivation: isNoDrag,
        activationConstraints: ({ pointerType }) =>
          pointerType === 'touch'
            ? [new PointerActivationConstraints.Delay(REST)]
            : [new PointerActivationConstraints.Distance({ value: DISTANCE_PX })],
      }),
    ],
  });
  // One for all rows: a list may have thousands.
  const rows = new Draggable({ id: 'tasks', element: main }, manager);

  const begin = (at: Point) => {
    if (!pressed) return;
    const { id } = pressed;
    drag = beginDrag(selection.isSelected(id) ? selection.ids() : [id], id, dragging, at);
  };
  const stopListening = [
    manager.monitor.addEventListener('dragstart', () => {
      if (pressed?.by.pointerType === 'touch') lift(pressed.id);
      else begin(pointOf(pressed?.by));
    }),
    manager.monitor.addEventListener('dragmove', ({ to }) => {
      if (!to) return;
      // A finger that lifts a row and puts it down again only selects it.
      if (!drag && hasMoved(pointOf(pressed?.by), to)) begin(to);
      drag?.moveTo(to);
    }),
    manager.monitor.addEventListener('dragend', ({ nativeEvent, canceled }) => {
      if (drag && nativeEvent instanceof PointerEvent) drag.moveTo(pointOf(nativeEvent));
      const { ids = [], target } = drag?.end() ?? {};
      if (drag && pressed?.by.pointerType === 'touch') selection.set(pressed.selected);
      if (drag) swallowClick();
      putDown();
      drag = undefined;
      if (target && !canceled) dragging.onDrop(ids, target);
    }),
  ];

  return () => {
    for (const stop of stopListening) stop();
    drag?.end();
    rows.destroy();
    manager.destroy();
  };
}

/** Shows a drag until it ends. */
function beginDrag(ids: readonly number[], id: number, dragging: Dragging, at: Point) {
  const { titleOf, canHold, drops } = dragging;
  const image = showDragImage(titleOf(id), ids.length);
  let last = at;
  let target: Target | undefined;
  let unmark = () => {};
  let frame = 0;

  const look = () => {
    frame = 0;
    dimDragged(ids);
    const next = targetAt(last, { ids, canHold: (other) => canHold(ids, other) }, drops());
    if (isSame(next, target)) return;
    unmark();
    target = next;
    unmark = next ? markTarget(next) : () => {};
  };
  const lookSoon = () => {
    frame ||= requestAnimationFrame(look);
  };
  const moveTo = (point: Point) => {
    last = point;
    image.moveTo(point.x, point.y);
    look();
  };

  document.documentElement.dataset.dragging = '';
  document.getSelection()?.removeAllRanges();
  document.addEventListener('scroll', lookSoon, { capture: true, passive: true });
  moveTo(at);

  return {
    moveTo,
    end() {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', lookSoon, { capture: true });
      delete document.documentElement.dataset.dragging;
      image.remove();
      unmark();
      undim();
      return { ids, target };
    },
  };
}

function isSame(one: Target | undefined, other: Target | undefined): boolean {
  if (one?.element !== other?.element || one?.kind !== other?.kind) return false;
  return one?.kind !== 'beside' || other?.kind !== 'beside' || one.side === other.side;
}

/** The task of the row or card under the pointer, unless the pointer is meant for something in it. */
function draggableAt({ target }: PointerEvent): number | undefined {
  if (!(target instanceof Element) || target.closest(OWN)) return undefined;
  const row = target.closest<HTMLElement>('[data-draggable][data-task]');
  return row ? Number(row.dataset.task) : undefined;
}

function pointOf(event: PointerEvent | undefined): Point {
  return { x: event?.clientX ?? 0, y: event?.clientY ?? 0 };
}

function hasMoved(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > DISTANCE_PX;
}

/** The click that ends a drag must not press what is under the pointer. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
