import type { Factor } from '../../api/types';

/** How estimates turned out, in words. */
export function factorInWords(factor: Factor | null): string {
  if (factor === null) return 'Fewer than five tasks with an estimate and time.';
  const { count, median, lower, upper, confidence } = factor;
  if (confidence === 'mixed') return `${count} tasks: too mixed to plan with.`;
  if (confidence === 'early') return `Early: ${count} tasks took ${times(median)} so far.`;
  return `${count} tasks: usually ${times(median)}, half between ${oneDecimal(lower)} and ${oneDecimal(upper)}.`;
}

function times(factor: number): string {
  return `${oneDecimal(factor)}×`;
}

function oneDecimal(factor: number): string {
  return factor.toFixed(1);
}
