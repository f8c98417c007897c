import type { FieldHelp } from '../../api/types';
import { hasOpenQuote } from '../../suggestions/token';

type Field = Pick<FieldHelp, 'name' | 'words' | 'values'>;

const LAST_TERM = /(?:^|\s)-?([^\s":]+):([^\s"]*)$/;
const COMPARISON = /^(?:[<>]=?|=)/;
/** The beginning of a day, an offset or a number. */
const HALF_A_NUMBER = /^[+-]?\d*$|^\d{4}-(?:\d{1,2}(?:-\d?)?)?$/;
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const DAYS = [
  ...'today tomorrow yesterday eow eom eoy none any'.split(' '),
  ...WEEKDAYS.flatMap((day) => [day, day.slice(0, 3)]),
];
/** Whether the last term of a query is still being typed, so that asking would only be refused. */
export function isHalfTyped(text: string, fields: readonly Field[]): boolean {
  if (hasOpenQuote(text) || /(?:^|\s)[-#+!]$/.test(text)) return true;
  const [, name, values] = LAST_TERM.exec(text) ?? [];
  // An address is a word.
  if (values?.startsWith('//')) return false;
  if (name === undefined || values === undefined || fields.length === 0) {
    return values === '';
  }
  const value =
    values
      .split(/,|\.\./)
      .at(-1)
      ?.replace(COMPARISON, '')
      .toLowerCase() ?? '';
  if (value === '') return true;
  const field = fields.find((one) => one.name === name.toLowerCase());
  if (!field) return true;
  if (field.words.length > 0) {
    const word = value.replace(/^-/, '');
    return !field.words.includes(word) && field.words.some((one) => one.startsWith(word));
  }
  // Any other text is a value, unless the field takes days.
  if (!field.values.includes('today') || DAYS.includes(value)) return false;
  return HALF_A_NUMBER.test(value) || DAYS.some((day) => day.startsWith(value));
}
