// Runs the built program as a user would.
import { spawn } from 'node:child_process';
import path from 'node:path';

/** CLI_DIST names another build than dist/. */
export const CLI = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'cli.js');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called once, when the process runs. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void;
}

export function runCli(words: readonly string[], options: RunOptions): Promise<Ran> {
  const { MEDIMAGECLEANER_KEY: _, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...words], { cwd: options.cwd, env: { ...inherited, ...options.env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
    options.started?.((signal) => void child.kill(signal));
  });
}
