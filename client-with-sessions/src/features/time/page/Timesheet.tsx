import { useState } from 'react';
import button from '../../../ui/Button.module.css';
import { classNames } from '../../../ui/classNames';
import { Popover } from '../../../ui/Popover';
import { SelectField } from '../../../ui/SelectField';
import styles from './TimePage.module.css';

interface Props {
  from: string;
  to: string;
}

/** Downloads the time of some days as a table for a spreadsheet. */
export function Timesheet({ from, to }: Props) {
  const [round, setRound] = useState('none');
  const [by, setBy] = useState('entry');
  const [how, minutes = '15'] = round.split(' ');
  const query = new URLSearchParams({
    from,
    to,
    by,
    ...(how && how !== 'none' && { round: how, minutes }),
  });
  return (
    <Popover
      label="Timesheet"
      opener={{ className: classNames(button.button, button.plain), children: 'Timesheet' }}
    >
      {() => (
        <div className={styles.timesheet}>
          <SelectField
            label="Durations"
            value={round}
            options={[
              { value: 'none', label: 'As they are' },
              { value: 'nearest 15', label: 'To the nearest 15 min' },
              { value: 'up 15', label: 'Up to 15 min' },
              { value: 'nearest 6', label: 'To the nearest 6 min' },
              { value: 'up 60', label: 'Up to an hour' },
            ]}
            onChange={setRound}
          />
          <SelectField
            label="A line for"
            value={by}
            options={[
              { value: 'entry', label: 'Each entry' },
              { value: 'task', label: 'Each task and day' },
            ]}
            onChange={setBy}
          />
          <a
            href={`/time.csv?${query}`}
            download
            className={classNames(button.button, button.primary)}
          >
            Download as CSV
          </a>
        </div>
      )}
    </Popover>
  );
}
