/** What a text says that anything may have written; nothing, unless it has the right shape. */
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

/** Whether a value has fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
