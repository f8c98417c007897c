import { type CSSProperties, useCallback, useState } from 'react';
import { isClosed } from '../../../data/lists/lists';
import { classNames } from '../../../ui/classNames';
import { type Block, timeOf } from './blocks';
import styles from './Calendar.module.css';
import { CalendarTask } from './CalendarTask';
import { useCalendar } from './calendarContext';
import { Stretch } from './Stretch';

/** A task at its time of a day. Its lower edge can be pulled. */
export function TimedTask({ block }: { block: Block }) {
  const { task, from, column, columns, isDue, overlaps } = block;
  const { stretch } = useCalendar();
  const [pulled, setPulled] = useState<number>();
  const onStretch = useCallback((to: number | undefined) => setPulled(to), []);
  const to = pulled ?? block.to;
  const length = to - from;
  const style = {
    '--from': from,
    '--length': length,
    '--column': column,
    '--columns': columns,
  } as CSSProperties;
  const remarks = [
    ...(isDue && !task.comesBack ? ['due'] : []),
    ...overlaps.slice(0, 1).map((title) => `overlaps “${title}”`),
    ...(overlaps.length > 1 ? [`and ${overlaps.length - 1} more`] : []),
  ];
  return (
    <CalendarTask
      task={task}
      time={timeOf(from)}
      remarks={remarks}
      className={classNames(
        styles.block,
        isDue && styles.due,
        length < 45 && styles.half,
        length < 30 && styles.short,
      )}
      style={style}
    >
      {!isDue && !isClosed(task) && task.id !== 0 && (
        <Stretch
          from={from}
          to={block.to}
          onStretch={onStretch}
          onStretched={(end) => stretch(task, end - from)}
        />
      )}
    </CalendarTask>
  );
}
