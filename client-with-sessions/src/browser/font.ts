import font from '../fonts/Inter.woff2';
import { writeStored } from './storage';

/** What boot.js looks for, to show the font from the start. */
const FONT_KEY = 'tracker.font';

const root = document.documentElement;
let face: FontFace | undefined;

/** Fetches the font, for the pages that are opened after this one. */
export function fetchFont(): void {
  if (face !== undefined || root.dataset.font !== undefined) return;
  face = new FontFace('Inter', `url(${font})`, { weight: '400 700' });
  face.load().then(
    () => writeStored(() => localStorage, FONT_KEY, font),
    () => {
      face = undefined;
    },
  );
}

/** Shows the font if it is here. It changes how wide words are, so this is for a page that nobody has read yet. */
export function showFont(): void {
  if (face?.status !== 'loaded') return;
  document.fonts.add(face);
  root.dataset.font = '';
}
