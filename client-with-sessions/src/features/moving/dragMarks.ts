import styles from './Moving.module.css';
import type { Target } from './targetAt';

/** The element at the pointer that says what is dragged. */
export interface DragImage {
  moveTo: (x: number, y: number) => void;
  remove: () => void;
}

export function showDragImage(title: string, count: number): DragImage {
  const image = document.createElement('div');
  image.className = styles.image ?? '';
  image.dataset.dragImage = '';
  const name = document.createElement('span');
  name.className = styles.title ?? '';
  name.dir = 'auto';
  name.textContent = title;
  image.append(name);
  if (count > 1) {
    const badge = document.createElement('span');
    badge.className = styles.count ?? '';
    badge.textContent = count.toLocaleString('en');
    image.append(badge);
  }
  document.body.append(image);
  return {
    moveTo(x, y) {
      image.style.transform = `translate(${x}px, ${y}px)`;
    },
    remove: () => image.remove(),
  };
}

/** Shows on a target what a drop would do; returns how to take that back. */
export function markTarget(target: Target): () => void {
  const { element, kind } = target;
  element.dataset.drop = kind === 'beside' ? target.side : kind;
  return () => {
    delete element.dataset.drop;
  };
}

/** Dims the rows of what is dragged. They may be rendered anew while the page scrolls, so this is repeated. */
export function dimDragged(ids: readonly number[]): void {
  const dragged = new Set(ids.map(String));
  for (const row of document.querySelectorAll<HTMLElement>('main [data-task]')) {
    if (dragged.has(row.dataset.task ?? '')) row.dataset.dragged = '';
  }
}

export function undim(): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-dragged]')) {
    delete row.dataset.dragged;
  }
}

/** Shows that a finger has picked a row up. */
export function lift(id: number): void {
  const row = document.querySelector<HTMLElement>(`main [data-task="${id}"]`);
  if (row) row.dataset.lifted = '';
}

export function putDown(): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-lifted]')) {
    delete row.dataset.lifted;
  }
}
