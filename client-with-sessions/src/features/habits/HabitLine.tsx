import type { ReactNode } from 'react';
import type { Habit, ListedHabit } from '../../api/types';
import { progressInWords, streakInWords } from '../../words/habits';
import styles from './Habits.module.css';

interface Props {
  habit: ListedHabit;
  link: (habit: Habit) => ReactNode;
}

/** The name of a habit, and how it goes. */
export function HabitLine({ habit, link }: Props) {
  const words = [progressInWords(habit), streakInWords(habit.streak)].filter(Boolean);
  return (
    <div className={styles.line}>
      <span className={styles.name} dir="auto">
        {link(habit)}
      </span>
      <span className={styles.how}>
        <span title="Strength">{habit.strength} %</span>
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </span>
    </div>
  );
}
