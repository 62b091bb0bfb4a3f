// Runs bundled tests that drive an editor from outside, with the project's reporter.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleTests } from './bundleTests.js';
import type { Options } from './options.js';
import { removeFolder, temporaryFolder } from './processes.js';

export interface DrivenTests {
  readonly ending: string;
  readonly options: Options;
  readonly env: Readonly<Record<string, string>>;
}

/** @returns mocha's exit status */
export async function runMocha({ ending, options, env }: DrivenTests): Promise<number> {
  // Inside the project, so that packages are found.
  const outdir = path.resolve('.cache', 'ui-tests', path.basename(temporaryFolder('medimagecleaner-ui')));
  mkdirSync(outdir, { recursive: true });
  try {
    const files = await bundleTests({ folder: 'test/ui', ending, spec: options.spec, outdir, format: 'esm' });
    const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
    const words = ['--no-config', '--reporter', 'scripts/testReporter.cjs', '--timeout', '120000', '--exit'];
    if (options.grep !== '') words.push('--grep', options.grep);
    const child = spawn(process.execPath, ['--enable-source-maps', mocha, ...words, ...files], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
  } finally {
    removeFolder(outdir);
  }
}
