import { DatePopover } from './DatePopover';
import styles from './GoToDay.module.css';

interface Props {
  onDay: (day: string) => void;
}

/** A button that asks for a day to show. */
export function GoToDay({ onDay }: Props) {
  return (
    <DatePopover
      label="Go to a day"
      value={null}
      isRequired
      onPick={({ date }) => date && onDay(date.slice(0, 10))}
      opener={{ className: styles.opener, children: 'Go to a day' }}
    />
  );
}
