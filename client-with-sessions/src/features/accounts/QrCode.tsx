import type { QrCode as Code } from '../../api/types';
import styles from './SecondFactor.module.css';

/** How many squares of light a QR code needs around it. */
const MARGIN = 4;

/** Dark on light in every theme, since many cameras read nothing else. */
export function QrCode({ code, label }: { code: Code; label: string }) {
  const size = code.size + 2 * MARGIN;
  return (
    <svg
      className={styles.qr}
      role="img"
      aria-label={label}
      viewBox={`${-MARGIN} ${-MARGIN} ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect x={-MARGIN} y={-MARGIN} width={size} height={size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
