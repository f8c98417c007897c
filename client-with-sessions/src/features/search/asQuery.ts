const QUOTED = /"(?:[^"]|"")*(?:"|$)/.source;
/** A word that capture understands, at the beginning of a term. */
const CAPTURED = new RegExp(
  `(^|\\s)(-?)(?:#([\\p{L}\\p{N}_/.-]+)|\\+(${QUOTED}|\\p{L}[^\\s"]*)|!(high|medium|low|[123]))(?=\\s|$)|${QUOTED}`,
  'giu',
);
const PRIORITIES: Record<string, string> = { 1: 'high', 2: 'medium', 3: 'low' };

/** The query that a text means; `#home`, `+House` and `!high` mean what they mean in capture. */
export function asQuery(text: string): string {
  return text.replace(CAPTURED, (whole, ...found: (string | undefined)[]) => {
    const [space, minus, tag, project, priority] = found;
    if (tag !== undefined) return `${space}${minus}tag:${tag}`;
    if (project !== undefined) return `${space}${minus}project:${project}`;
    if (priority === undefined) return whole;
    return `${space}${minus}priority:${PRIORITIES[priority] ?? priority.toLowerCase()}`;
  });
}
