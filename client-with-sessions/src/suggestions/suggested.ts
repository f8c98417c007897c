import { fold, narrow } from '../ui/narrow';
import type { Option } from '../ui/OptionList';
import type { Token } from './token';

export interface Suggestion extends Option {
  name: string;
  /** Sorts after all others. */
  isLast?: boolean;
}

const MOST = 8;

/** The best matches for the typed text; empty if that is already a whole name. */
export function suggested(names: Suggestion[], { typed, whole }: Token): Suggestion[] {
  const folded = fold(typed);
  if (folded === '' && typed.trim() !== '') return [];
  const found = narrow(names, typed);
  if (found.length === 1 && found[0] && keyOf(found[0].name) === keyOf(whole)) return [];
  const rank = ({ name, isLast }: Suggestion) => rankOf(name, typed, folded) + (isLast ? 4 : 0);
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** 0: equal, 1: same beginning, 2: same beginning without accents, 3: a later word begins so. */
function rankOf(name: string, typed: string, folded: string): number {
  if (keyOf(name) === keyOf(typed)) return 0;
  if (keyOf(name).startsWith(keyOf(typed))) return 1;
  return fold(name).startsWith(folded) ? 2 : 3;
}

/** Names that differ only in case are the same. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}
