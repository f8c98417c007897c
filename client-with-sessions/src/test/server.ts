import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { FieldErrors } from '../api/errors';

/** Stands in for the server; a test adds the answers it needs. */
export const server = setupServer();

/** A refusal as the server words it. */
export function problem(status: number, error: string, fields?: FieldErrors) {
  return HttpResponse.json(
    { type: 'about:blank', title: error, status, error, errors: [error], fields },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
