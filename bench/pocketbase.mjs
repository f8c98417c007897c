// PocketBase with the same data: one user of 1,000 tasks, bcrypt cost 10 (its own default).

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const EMAIL = 'bench@example.com';
const PASSWORD = 'correct horse';

/** Starts PocketBase on the data folder and answers what to ask it. */
export async function startPocketBase({ binary, folder, launch }) {
  const data = ['--dir', join(folder, 'pocketbase')];
  execFileSync(binary, ['superuser', 'upsert', EMAIL, PASSWORD, ...data], { stdio: 'ignore' });
  const process = await launch(binary, ['serve', '--http', '127.0.0.1:8099', ...data], /(http:\/\/127[\d.:]+)/);
  const call = async (method, path, body, token) => {
    const answer = await fetch(`${process.url}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: token }) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`PocketBase: ${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const admin = await call('POST', 'collections/_superusers/auth-with-password', { identity: EMAIL, password: PASSWORD });
  const users = await (await fetch(`${process.url}/api/collections/users`, { headers: { authorization: admin.token } })).json();
  const own = 'user = @request.auth.id';
  await call(
    'POST',
    'collections',
    {
      name: 'tasks',
      type: 'base',
      listRule: own,
      viewRule: own,
      createRule: own,
      updateRule: own,
      deleteRule: own,
      fields: [
        { name: 'title', type: 'text', required: true },
        { name: 'description', type: 'text' },
        { name: 'completed_at', type: 'date' },
        { name: 'user', type: 'relation', collectionId: users.id, maxSelect: 1, required: true, cascadeDelete: true },
        { name: 'created', type: 'autodate', onCreate: true },
        { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
      ],
      indexes: ['CREATE INDEX tasks_by_user ON tasks (user, created)'],
    },
    admin.token,
  );
  const signUp = async (identity) => {
    const account = { email: identity, password: PASSWORD, passwordConfirm: PASSWORD };
    await call('POST', 'collections/users/records', account, admin.token);
    return call('POST', 'collections/users/auth-with-password', { identity, password: PASSWORD });
  };
  const taskOf = (user) => ({ title: 'Water the plants', description: 'All', user: user.record.id });
  const reader = await signUp(EMAIL);
  for (let made = 0; made < 1_000; made += 50) {
    const create = () => call('POST', 'collections/tasks/records', taskOf(reader), reader.token);
    await Promise.all(Array.from({ length: 50 }, create));
  }
  // Another user, so that the list stays one of 1,000.
  const writer = await signUp('writer@example.com');
  return {
    process,
    readHeaders: [`Authorization: ${reader.token}`],
    writeHeaders: [`Authorization: ${writer.token}`],
    list: `${process.url}/api/collections/tasks/records?perPage=20&sort=-created`,
    create: `${process.url}/api/collections/tasks/records`,
    login: `${process.url}/api/collections/users/auth-with-password`,
    task: taskOf(writer),
    credentials: { identity: EMAIL, password: PASSWORD },
  };
}
