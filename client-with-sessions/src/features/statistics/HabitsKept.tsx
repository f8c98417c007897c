import { useQuery } from '@tanstack/react-query';
import { gridQuery } from '../../data/queries/habits';
import { Bars } from './Bars';
import { Part } from './Part';

/** How strong the habits in use are. */
export function HabitsKept({ today }: { today: string }) {
  const habits = useQuery(gridQuery(today, today)).data?.habits ?? [];
  if (habits.length === 0) return null;
  return (
    <Part
      title="Habits"
      counted="Strength says how well a habit holds today, from 0 to 100 %. It grows with each time that was due and done, and fades with each that was not, the more slowly the rarer the habit is due. Skipped days and pauses change nothing."
    >
      <Bars
        caption="Strength now"
        heads={['Habit', 'Strength']}
        whole={100}
        bars={habits.map(({ id, name, strength }) => ({
          key: String(id),
          name,
          value: strength,
          words: `${strength} %`,
          to: { habit: id },
        }))}
      />
    </Part>
  );
}
