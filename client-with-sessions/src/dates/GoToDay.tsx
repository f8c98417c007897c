import { ChevronIcon } from '../ui/icons';
import { Popover } from '../ui/Popover';
import { DatePicker } from './DatePicker';
import styles from './GoToDay.module.css';

interface Props {
  /** What is shown now, instead of what the button does. */
  shown?: string;
  onDay: (day: string) => void;
}

/** A button that asks for a day to show. */
export function GoToDay({ shown, onDay }: Props) {
  const words = 'Go to a day';
  return (
    <Popover
      label={words}
      opener={{
        className: styles.opener,
        name: 'go-to-day',
        children: shown ? (
          <span className={styles.shown}>
            <span className="visually-hidden">{words}, shown: </span>
            {shown}
            <ChevronIcon />
          </span>
        ) : (
          words
        ),
      }}
    >
      {(close) => (
        <DatePicker
          label={words}
          value={null}
          isRequired
          onPick={({ date }) => {
            close();
            if (date) onDay(date.slice(0, 10));
          }}
        />
      )}
    </Popover>
  );
}
