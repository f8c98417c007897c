/** Shown while a page takes long to load. */
export function PendingPage() {
  return (
    <p role="status" className="visually-hidden">
      Loading
    </p>
  );
}
