/** Parses JSON from a source that can't be trusted: undefined unless it has the expected shape. */
export function readJson<T>(
  text: string | null,
  hasShape: (value: unknown) => value is T,
): T | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return hasShape(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
