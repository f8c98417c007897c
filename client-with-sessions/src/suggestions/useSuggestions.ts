import { type KeyboardEvent, type RefObject, type SyntheticEvent, useId, useState } from 'react';
import { isComposing } from '../ui/isComposing';
import { optionId } from '../ui/OptionList';
import { type Suggestion, suggested } from './suggested';
import { type Edit, editOf, type TokenAt } from './token';
import { useNames } from './useNames';

type Line = HTMLInputElement | HTMLTextAreaElement;

const NONE = -1;

/** Suggests names while they are typed: returns props for the field and for the list. */
export function useSuggestions(field: RefObject<Line | null>, text: string, tokenAt: TokenAt) {
  const id = useId();
  /** The last input, for as long as the caret stays where it left it. */
  const [typed, setTyped] = useState<{ text: string; caret: number }>();
  const [chosen, setChosen] = useState(NONE);
  const token = typed?.text === text ? tokenAt(text, typed.caret) : undefined;
  const names = useNames(token?.names);
  const options = token ? suggested(names, token) : [];
  const current = chosen < options.length ? chosen : NONE;

  const close = () => {
    setTyped(undefined);
    setChosen(NONE);
  };

  const onInput = ({ currentTarget: line }: SyntheticEvent<Line>) => {
    setTyped({ text: line.value, caret: line.selectionStart ?? line.value.length });
    setChosen(NONE);
  };

  const onSelect = ({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<Line>) => {
    if (typed && (selectionStart !== typed.caret || selectionEnd !== typed.caret)) close();
  };

  const onChoose = ({ name }: Suggestion) => {
    if (field.current && token) replace(field.current, editOf(text, token, name));
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (options.length === 0 || isComposing(event)) return;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const taken = key === 'Tab' ? options[Math.max(current, 0)] : options[current];
    if (key === 'ArrowDown') setChosen((current + 1) % options.length);
    else if (key === 'ArrowUp') setChosen((current < 1 ? options.length : current) - 1);
    else if (key === 'Escape') close();
    else if ((key === 'Tab' || key === 'Enter') && taken) onChoose(taken);
    else return;
    event.preventDefault();
  };

  return {
    field: {
      'aria-autocomplete': 'list',
      'aria-controls': options.length > 0 ? id : undefined,
      'aria-activedescendant': current === NONE ? undefined : optionId(id, current),
      onInput,
      onSelect,
      onBlur: close,
      onKeyDown,
    } as const,
    list: { id, options, current, onChoose },
  };
}

/** Edits a field as if by typing, so that the browser can undo it. */
function replace(field: Line, { from, to, text }: Edit): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand?.('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
