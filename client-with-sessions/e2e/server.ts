import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const START_MS = 15_000;
/** The commands that hash passwords. */
const HASHING = /^(?:seed|user (?:add|password))\b/;
const CHEAP_HASHES = ['--password-cost', '4'];

/** The real program, serving a database of its own. */
export interface Server {
  url: string;
  /** Runs a command of the program on the same database, and answers what it prints. */
  run: (args: string[], input?: string) => string;
  stop: () => Promise<void>;
}

/**
 * Starts the program on a free port; `prepare` works on the database before it is served, and
 * `options` are given to the program besides.
 */
export async function startServer(
  prepare: (run: Server['run']) => void = () => {},
  options: string[] = [],
): Promise<Server> {
  const binary = findBinary();
  const folder = await mkdtemp(join(tmpdir(), 'tracker-e2e-'));
  const database = ['--database', join(folder, 'tracker.db')];
  const run: Server['run'] = (args, input) => {
    const hashes = HASHING.test(args.join(' ')) ? CHEAP_HASHES : [];
    const options = { input, stdio: 'pipe', encoding: 'utf8' } as const;
    return execFileSync(binary, [...args, ...database, ...hashes], options);
  };
  prepare(run);

  const child = spawn(
    binary,
    [
      'serve',
      '--listen',
      '127.0.0.1:0',
      '--rate-limit',
      'off',
      ...options,
      ...database,
      ...CHEAP_HASHES,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);

  return {
    url: await readAddress(child),
    run,
    async stop() {
      process.off('exit', endWithUs);
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findBinary(): string {
  const binary = resolve(
    process.env.TRACKER_BIN ?? join(import.meta.dirname, '../../target/debug/tracker'),
  );
  if (!existsSync(binary)) {
    throw new Error(`There is no ${binary}: run cargo build, or name the program in TRACKER_BIN.`);
  }
  return binary;
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let out = '';
    let err = '';
    const give = (reason: string) => failed(new Error(`The server ${reason}.\n${out}${err}`));
    const timer = setTimeout(() => give('did not say its address in time'), START_MS);
    child.once('error', failed);
    child.once('exit', () => give('ended at once'));
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const address = /Listening on (http:\/\/\S+)/.exec(out)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      found(address);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}
