// A Redis of a test's own, on a free port of this machine, and worker processes of the built program.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CLI } from '../cli/runCli.js';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** @param others addresses of this machine, besides the one that only itself has */
export async function startRedis(port: number, folder: string, others: readonly string[] = []): Promise<ChildProcess> {
  fs.mkdirSync(folder, { recursive: true });
  const bind = ['--bind', '127.0.0.1', ...others, '--protected-mode', 'no'];
  const words = ['--port', String(port), ...bind, '--save', '', '--appendonly', 'yes', '--dir', folder];
  const child = spawn('redis-server', words, { stdio: 'ignore' });
  for (;;) {
    const answers = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.on('data', (data) => {
        socket.destroy();
        resolve(String(data).startsWith('+PONG'));
      });
      socket.on('error', () => resolve(false));
    });
    if (answers) return child;
    if (child.exitCode !== null) throw new Error('redis-server ended');
    await delay(100);
  }
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

/** @param before what starts a program on the worker's own host */
export function startWorker(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  before: readonly string[] = [],
): WorkerProcess {
  const [program = process.execPath, ...rest] = [...before, process.execPath, CLI, 'cluster', 'worker', ...words];
  const child = spawn(program, rest, { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}
