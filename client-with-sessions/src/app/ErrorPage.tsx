import { toProblem } from '../api/errors';
import { Button } from '../ui/Button';
import { MessagePage } from './MessagePage';

/** Shown when a page fails. A reload also fetches a newer version, if there is one. */
export function ErrorPage({ error }: { error: unknown }) {
  return (
    <MessagePage title="This page could not be shown">
      <p>{toProblem(error).message}</p>
      <Button variant="primary" onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </MessagePage>
  );
}
