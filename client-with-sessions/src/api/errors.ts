/** Errors by the name of their field. */
export type FieldErrors = Record<string, string[]>;

/** What a page shows for an error. */
export interface Problem {
  message: string;
  fields: FieldErrors;
}

/** The server refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly fields: FieldErrors;
  readonly retryAfter: number | undefined;
  /** Every sentence of the refusal; the message is the first. */
  readonly sentences: string[];
  /** The last word of the problem's type, such as `code-required`. */
  readonly kind: string | undefined;

  constructor(
    status: number,
    message: string,
    fields: FieldErrors = {},
    retryAfter?: number,
    sentences: string[] = [message],
    kind?: string,
  ) {
    super(message);
    this.status = status;
    this.fields = fields;
    this.retryAfter = retryAfter;
    this.sentences = sentences;
    this.kind = kind;
  }
}

/** The server did not answer, so it is unknown whether it acted. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(options?: ErrorOptions) {
    super('The server can’t be reached.', options);
  }
}

/** Reads a refusal, which may also come from a proxy. */
export function readError(response: Response, body: unknown): ApiError {
  const { error, errors, fields, type } = asRecord(body);
  const message = typeof error === 'string' && error !== '' ? error : fallback(response.status);
  return new ApiError(
    response.status,
    message,
    readFields(fields),
    readRetryAfter(response),
    readSentences(errors, message),
    String(type).split(':').at(-1),
  );
}

/** What to show for anything thrown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) {
    return { message: error.message, fields: error.fields };
  }
  if (error instanceof UnreachableError) return { message: error.message, fields: {} };
  return { message: 'Something went wrong on this page. Reload it.', fields: {} };
}

const MOST_SENTENCES = 3;

/** All sentences of an error, up to a few. */
export function allSentences(error: unknown): string {
  if (!(error instanceof ApiError)) return toProblem(error).message;
  const { sentences } = error;
  const more = sentences.length - MOST_SENTENCES;
  const shown = sentences.slice(0, MOST_SENTENCES).join(' ');
  return more > 0 ? `${shown} And ${more.toLocaleString('en')} more.` : shown;
}

/** Whether the server refused with this status. */
export function hasStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

/** Whether the server refused for this reason: the last word of the problem's type. */
export function hasKind(error: unknown, kind: string): boolean {
  return error instanceof ApiError && error.kind === kind;
}

/** Whether the server refused because the session has ended. */
export function isSessionEnded(error: unknown): boolean {
  return hasStatus(error, 401);
}

function fallback(status: number): string {
  if (status >= 500) return 'Something went wrong on the server. Try again in a moment.';
  return `The server refused this (${status}).`;
}

function readRetryAfter(response: Response): number | undefined {
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return seconds > 0 ? seconds : undefined;
}

function readSentences(value: unknown, message: string): string[] {
  const sentences = Array.isArray(value) ? value.filter((s) => typeof s === 'string') : [];
  return sentences.length > 0 ? sentences : [message];
}

function readFields(value: unknown): FieldErrors {
  const fields: FieldErrors = {};
  for (const [name, sentences] of Object.entries(asRecord(value))) {
    if (Array.isArray(sentences)) fields[name] = sentences.filter((s) => typeof s === 'string');
  }
  return fields;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
