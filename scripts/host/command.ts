// Runs other programs for the scripts: quiet where all is well, with their last words where it is not.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { endWithUs } from './processes.js';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
}

/** @throws where the program can't be started or ends with a status other than 0 */
export function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    endWithUs(child);
    const said: string[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data.toString()));
    child.stderr.on('data', (data: Buffer) => said.push(data.toString()));
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const text = said.join('');
      if (status === 0) resolve(text);
      else {
        const tail = text.trim().split('\n').slice(-25).join('\n');
        reject(new Error(`${[command, ...args].join(' ')} ended with ${status ?? signal}:\n${tail}`));
      }
    });
  });
}

export function which(program: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next folder.
    }
  }
  return undefined;
}

/** Whether a library's files for developers are there, as pkg-config tells. */
export function hasLibrary(name: string): boolean {
  return spawnSync('pkg-config', ['--exists', name], { stdio: 'ignore' }).status === 0;
}

export function log(text: string): void {
  console.log(`  ${text}`);
}
