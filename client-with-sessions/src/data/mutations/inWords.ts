import { deedInWords, effectOf } from '../../words/activity';
import { batchInWords } from './batch';
import { captureInWords } from './capture';
import type { TaskChange } from './changes';
import { isThingDeed, thingInWords } from './things';

/** What a change of this page does, in the same words. */
export function changeInWords(change: TaskChange): string {
  switch (change.kind) {
    case 'create':
      return deedInWords('create', 1, [{ title: change.title, before: null, after: null }]);
    case 'update': {
      const told = { title: change.task.title, before: change.task, after: change.patch };
      return deedInWords(effectOf(told), 1, [told]);
    }
    case 'capture':
      return captureInWords(change);
    case 'emptyTrash':
      return 'Emptied the trash';
    case 'undo':
      return 'Undid a change';
    case 'batch':
    case 'moveBatch':
    case 'deleteBatch':
      return batchInWords(change);
    default: {
      if (isThingDeed(change)) return thingInWords(change);
      const { title } = change.task;
      return deedInWords(change.kind, 1, [{ title, before: null, after: null }]);
    }
  }
}
