/** Which of the two numbers in 3/12 is the day, where the browser is from. */
export function browserDateOrder(locale = navigator.language): 'day_first' | 'month_first' {
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' });
  const first = parts.formatToParts(0).find(({ type }) => type === 'day' || type === 'month');
  return first?.type === 'day' ? 'day_first' : 'month_first';
}
