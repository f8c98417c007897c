export function countInWords(total: number): string {
  return total === 1 ? '1 task' : `${total.toLocaleString('en')} tasks`;
}
