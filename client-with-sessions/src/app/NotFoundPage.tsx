import { Link } from '@tanstack/react-router';
import { MessagePage } from './MessagePage';
import { paths } from './pages/paths';

/** Shown for an unknown address. */
export function NotFoundPage() {
  return (
    <main id="main" tabIndex={-1}>
      <MessagePage title="There is no such page" brand>
        <p>The address may be mistyped, or the page may have moved.</p>
        <Link to={paths.today}>Go to today</Link>
      </MessagePage>
    </main>
  );
}
