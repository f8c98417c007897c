import { readJson } from '../../../browser/json';

/** The type of the dragged data: the numbers of the tasks. */
export const DRAGGED = 'application/x-tracker-tasks';

export function dragTasks(transfer: DataTransfer, ids: readonly number[], title: string): void {
  transfer.effectAllowed = 'move';
  transfer.setData(DRAGGED, JSON.stringify(ids));
  transfer.setData('text/plain', title);
}

export function draggedTasks(transfer: DataTransfer): number[] {
  return readJson(transfer.getData(DRAGGED), areNumbers) ?? [];
}

function areNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}
