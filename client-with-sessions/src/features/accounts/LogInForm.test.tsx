import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../app/queryClient';
import { problem, server } from '../../test/server';
import { LogInForm } from './LogInForm';

function show() {
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <LogInForm onDone={onDone} />
    </QueryClientProvider>,
  );
  return { onDone, user: userEvent.setup() };
}

async function logIn(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText('Username'), 'mia');
  await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
}

test('a password manager finds what it looks for', () => {
  show();
  expect(screen.getByLabelText('Username').getAttribute('autocomplete')).toBe('username webauthn');
  const password = screen.getByLabelText('Password');
  expect(password.getAttribute('autocomplete')).toBe('current-password');
  expect(password.getAttribute('type')).toBe('password');
});

test('the password can be shown', async () => {
  const { user } = show();
  await user.click(screen.getByRole('button', { name: 'Show the password' }));
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('text');
  await user.click(screen.getByRole('button', { name: 'Hide the password' }));
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password');
});

test('what was right is sent, and leads on', async () => {
  let sent: unknown;
  server.use(
    http.post('*/login', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ id: 1, username: 'mia', admin: false });
    }),
  );
  const { onDone, user } = show();
  await logIn(user);
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent).toEqual({ username: 'mia', password: 'correct horse' });
});

test('what was wrong is said, and what was typed is kept', async () => {
  server.use(http.post('*/login', () => problem(401, 'The username or password is wrong.')));
  const { onDone, user } = show();
  await logIn(user);
  expect(
    (await screen.findByText('The username or password is wrong.')).closest('[role="alert"]'),
  ).not.toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Username').value).toBe('mia');
  expect(onDone).not.toHaveBeenCalled();
});

test('an error of a field stands beside it, and the first gets the focus', async () => {
  server.use(
    http.post('*/login', () =>
      problem(422, 'Two fields are wrong.', {
        username: ['A username is needed.'],
        password: ['A password is needed.'],
      }),
    ),
  );
  const { user } = show();
  await logIn(user);
  const username = screen.getByLabelText('Username');
  await waitFor(() => expect(document.activeElement).toBe(username));
  expect(username.getAttribute('aria-invalid')).toBe('true');
  const described = document.getElementById(username.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('A username is needed.');
  expect(screen.queryByText('Two fields are wrong.')).toBeNull();
});

test('an error of a field that is not there is still said', async () => {
  server.use(
    http.post('*/login', () => problem(422, 'The code is missing.', { code: ['It is missing.'] })),
  );
  const { user } = show();
  await logIn(user);
  expect(await screen.findByText('The code is missing.')).toBeTruthy();
});

test('a server that can’t be reached is said at once', async () => {
  server.use(http.post('*/login', () => HttpResponse.error()));
  const { user } = show();
  await logIn(user);
  expect(await screen.findByText('The server can’t be reached.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('correct horse');
});

const refusal = (kind: string, error: string) =>
  HttpResponse.json(
    { type: `urn:problem-type:tracker:${kind}`, status: 401, error, errors: [error], fields: {} },
    { status: 401, headers: { 'Content-Type': 'application/problem+json' } },
  );

test('where a code is needed, it is asked for by itself and leads on', async () => {
  let sent: unknown;
  server.use(
    http.post('*/login', () => refusal('code-required', 'Enter the code.')),
    http.post('*/login/code', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ id: 1, username: 'mia', admin: false });
    }),
  );
  const { onDone, user } = show();
  await logIn(user);
  const code = await screen.findByLabelText('Code');
  expect(code.getAttribute('autocomplete')).toBe('one-time-code');
  expect(screen.queryByLabelText('Password')).toBeNull();
  expect(screen.queryByText('Enter the code.')).toBeNull();
  await user.type(code, '123 456{Enter}');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent).toEqual({ code: '123 456' });
});

test('a code that comes too late leads back to the password, and says why', async () => {
  server.use(
    http.post('*/login', () => refusal('code-required', 'Enter the code.')),
    http.post('*/login/code', () => refusal('login-expired', 'This login took too long.')),
  );
  const { onDone, user } = show();
  await logIn(user);
  await user.type(await screen.findByLabelText('Code'), '123456{Enter}');
  expect(await screen.findByText('This login took too long.')).toBeTruthy();
  expect(screen.getByLabelText('Password')).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});
