// Servers and folders that live as long as a script: ended and removed when it ends, however it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How a child is ended: a server with all its own children, or a script that cleans up by itself. */
type Kin = 'group' | 'alone';

const running = new Map<ChildProcess, Kin>();
const folders = new Set<string>();

function end(child: ChildProcess, signal: NodeJS.Signals, kin: Kin): void {
  if (child.pid === undefined) return;
  try {
    if (kin === 'alone' || process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

function endAll(): void {
  for (const [child, kin] of running) end(child, kin === 'group' ? 'SIGKILL' : 'SIGTERM', kin);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

process.once('exit', endAll);
// Kept, not once: a second Ctrl+C must not break off what the first one began.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));

/** Ends this process when the one that started it has gone without a word: nothing is left running for nobody. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(143), 1000).unref();
}

/** A program that is told to end when this process ends. */
export function endWithUs(child: ChildProcess): void {
  running.set(child, 'alone');
  child.once('close', () => running.delete(child));
}

/** A script of ours whose output is this one's. It is told to end when this process ends. */
export function runScript(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<number> {
  const child = spawn(process.execPath, words, { stdio: 'inherit', env: { ...process.env, ...env } });
  endWithUs(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
}

export function temporaryFolder(name: string, inside = tmpdir()): string {
  const folder = mkdtempSync(path.join(inside, `${name}-`));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

export interface Service {
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServiceRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Answers with a status below 400 once the service is ready. */
  readonly ready: string;
  readonly timeoutMs: number;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** @throws with the end of the service's log where it does not answer in time */
export async function startService(request: ServiceRequest): Promise<Service> {
  const log = openSync(request.logFile, 'w');
  const child = spawn(request.command, request.args, {
    cwd: request.cwd,
    env: { ...process.env, ...request.env },
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
  });
  closeSync(log);
  running.set(child, 'group');
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const stop = async (): Promise<void> => {
    end(child, 'SIGTERM', 'group');
    const soon = await Promise.race([ended.then(() => true), pause(3000).then(() => false)]);
    end(child, 'SIGKILL', 'group');
    if (!soon) await ended;
    running.delete(child);
  };
  const until = Date.now() + request.timeoutMs;
  while (Date.now() < until && child.exitCode === null && child.pid !== undefined) {
    if (await answers(request.ready)) return { pid: child.pid, stop };
    await pause(200);
  }
  await stop();
  const said = readFileSync(request.logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
  throw new Error(`${path.basename(request.command)} did not start:\n${said}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
