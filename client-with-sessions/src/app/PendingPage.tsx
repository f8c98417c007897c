/** Stands in for a page that takes long to come. */
export function PendingPage() {
  return (
    <p role="status" className="visually-hidden">
      Loading
    </p>
  );
}
