import styles from '../../../markdown/Markdown.module.css';
import { OutsideLink } from '../../../ui/OutsideLink';
import { withAddresses } from '../../../words/addresses';

/** The addresses in a title, which a field can't lead to. */
export function TitleLinks({ title }: { title: string }) {
  const addresses = withAddresses(title).flatMap(({ href }) => href ?? []);
  if (addresses.length === 0) return null;
  return (
    <ul aria-label="Addresses in the title" className={styles.addresses}>
      {[...new Set(addresses)].map((href) => (
        <li key={href}>
          <OutsideLink href={href}>{href}</OutsideLink>
        </li>
      ))}
    </ul>
  );
}
