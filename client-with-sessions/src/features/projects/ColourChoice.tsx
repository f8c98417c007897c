import type { Colour } from '../../api/types';
import { Swatch } from '../../ui/Swatch';
import styles from './Projects.module.css';

export const COLOURS: Colour[] = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
];

/** One of the nine colours. */
export function ColourChoice({ initial }: { initial: Colour }) {
  return (
    <fieldset>
      <legend className={styles.legend}>Colour</legend>
      <div className={styles.colours}>
        {COLOURS.map((colour) => (
          <label key={colour} className={styles.colour} title={colour}>
            <input
              type="radio"
              name="colour"
              value={colour}
              defaultChecked={colour === initial}
              className="visually-hidden"
            />
            <Swatch colour={colour} />
            <span className="visually-hidden">{colour}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
