import { type DragEvent, useState } from 'react';
import type { ListedSection } from '../../../api/types';
import type { Place } from '../../../data/lists/placed';
import type { Side } from '../../../selection/Drops';

/** What a browser carries while a section is dragged; nothing else takes it. */
const TYPE = 'application/x-tracker-section';

let dragged: ListedSection | undefined;

/** Lets a heading be dragged with the mouse beside another of its project. Fingers have the menu. */
export function useSectionDrag(
  section: ListedSection,
  { place }: { place: (section: ListedSection, place: Place) => void },
) {
  const [side, setSide] = useState<Side>();
  const takes = () => dragged?.project_id === section.project_id && dragged.id !== section.id;

  return {
    'data-drop': side,
    onDragStart({ dataTransfer }: DragEvent) {
      dragged = section;
      dataTransfer.effectAllowed = 'move';
      dataTransfer.setData(TYPE, String(section.id));
    },
    onDragEnd() {
      dragged = undefined;
    },
    onDragOver(event: DragEvent) {
      if (!takes()) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      setSide(event.clientY < top + height / 2 ? 'above' : 'below');
    },
    onDragLeave: () => setSide(undefined),
    onDrop(event: DragEvent) {
      setSide(undefined);
      if (!takes() || !dragged || !side) return;
      event.preventDefault();
      place(dragged, side === 'below' ? { after: section.id } : { before: section.id });
    },
  };
}
