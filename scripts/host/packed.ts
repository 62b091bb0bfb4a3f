// The extension as users get it: a packed .vsix, made of a build unless one is named.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.js';
import type { Options } from './options.js';
import { temporaryFolder } from './processes.js';

export const EXTENSION_ID = 'medimagecleaner.medimagecleaner';

export async function packed(options: Pick<Options, 'dist' | 'vsix'>): Promise<string> {
  if (options.vsix !== undefined) {
    const named = path.resolve(process.env['INIT_CWD'] ?? '.', options.vsix);
    if (!existsSync(named)) throw new Error(`No such file: ${options.vsix}`);
    return named;
  }
  const out = path.join(temporaryFolder('medimagecleaner-vsix'), 'medimagecleaner.vsix');
  await run(process.execPath, ['scripts/package.mjs', `--dist=${options.dist}`, `--out=${out}`], { timeoutMs: 240000 });
  return out;
}
