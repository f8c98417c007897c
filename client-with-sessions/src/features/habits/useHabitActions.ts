import { useMemo } from 'react';
import type { Habit, HabitDay, ListedHabit } from '../../api/types';
import { type Answer, nextAnswer } from '../../data/lists/answered';
import { placeBeside } from '../../data/lists/placed';
import { useMutations } from '../../data/MutationsProvider';
import { answerDay } from '../../data/mutations/answerDay';
import { clearDay } from '../../data/mutations/clearDay';
import { deleteHabit } from '../../data/mutations/deleteHabit';
import { moveHabit } from '../../data/mutations/moveHabit';
import { updateHabit } from '../../data/mutations/updateHabit';

/** Everything a user can do to a habit and its days. */
export interface HabitActions {
  answer: (habit: Habit, day: HabitDay, answer: Answer) => void;
  clear: (habit: Habit, day: HabitDay) => void;
  /** Gives the next answer; returns false if the day needs a value first. */
  press: (habit: Habit, day: HabitDay) => boolean;
  archive: (habit: Habit, archived: boolean) => void;
  /** Moves it up or down among the listed habits. */
  move: (listed: ListedHabit[], habit: Habit, step: 1 | -1) => void;
  remove: (habit: Habit) => void;
}

export function useHabitActions(): HabitActions {
  const { mutate } = useMutations();
  return useMemo(() => {
    const answer: HabitActions['answer'] = (habit, { day }, given) =>
      mutate(answerDay({ habit, day, answer: given }));
    const clear: HabitActions['clear'] = (habit, { day }) => mutate(clearDay({ habit, day }));
    return {
      answer,
      clear,
      press(habit, day) {
        if (habit.kind !== 'check') return false;
        const next = nextAnswer(day);
        if (next) answer(habit, day, next);
        else clear(habit, day);
        return true;
      },
      archive: (habit, archived) => mutate(updateHabit({ habit, patch: { archived } })),
      move(listed, habit, step) {
        const place = placeBeside(listed, habit.id, step);
        if (place) mutate(moveHabit({ habit, place }));
      },
      remove: (habit) => mutate(deleteHabit({ habit })),
    };
  }, [mutate]);
}
