import { fold, narrow } from '../ui/narrow';
import type { Option } from '../ui/OptionList';
import type { Token } from './token';

/** A name that can be taken. */
export interface Suggestion extends Option {
  name: string;
  /** Stands behind all others. */
  isLast?: boolean;
}

const MOST = 8;

/** The few names that fit what was typed, the best first; none, where there is nothing to add. */
export function suggested(names: Suggestion[], { typed, whole }: Token): Suggestion[] {
  const folded = fold(typed);
  if (folded === '' && typed.trim() !== '') return [];
  const found = narrow(names, typed);
  if (found.length === 1 && found[0] && keyOf(found[0].name) === keyOf(whole)) return [];
  const rank = ({ name, isLast }: Suggestion) => rankOf(name, typed, folded) + (isLast ? 4 : 0);
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** The same, beginning with the same signs, beginning so without accents, or with a later word. */
function rankOf(name: string, typed: string, folded: string): number {
  if (keyOf(name) === keyOf(typed)) return 0;
  if (keyOf(name).startsWith(keyOf(typed))) return 1;
  return fold(name).startsWith(folded) ? 2 : 3;
}

/** The name without its case, which makes no difference between two. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}
