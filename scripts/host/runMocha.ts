// Runs bundled tests that drive an editor from outside, with the project's reporter.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleTests } from './bundleTests.js';
import type { Options } from './options.js';
import { endWithParent, removeFolder, runScript, temporaryFolder } from './processes.js';

export interface DrivenTests {
  readonly ending: string;
  readonly options: Options;
  readonly env: Readonly<Record<string, string>>;
}

/** @returns mocha's exit status */
export async function runMocha({ ending, options, env }: DrivenTests): Promise<number> {
  endWithParent();
  // Inside the project, so that packages are found.
  const inside = path.resolve('.cache', 'ui-tests');
  mkdirSync(inside, { recursive: true });
  const outdir = temporaryFolder('bundle', inside);
  try {
    const files = await bundleTests({ folder: 'test/ui', ending, spec: options.spec, outdir, format: 'esm' });
    const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
    const words = ['--no-config', '--reporter', 'scripts/testReporter.cjs', '--timeout', '300000', '--exit'];
    if (options.grep !== '') words.push('--grep', options.grep);
    return await runScript(['--enable-source-maps', mocha, ...words, ...files], env);
  } finally {
    removeFolder(outdir);
  }
}
