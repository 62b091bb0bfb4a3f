#!/usr/bin/env node
// `node scripts/runScript.mjs FILE.ts [ARGS]`: bundles a TypeScript script of this project and runs it from the project's root.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [entry = '', ...args] = process.argv.slice(2);
const script = path.resolve(entry);
process.env['INIT_CWD'] ??= process.cwd();
process.chdir(root);

// Inside the project, so that the packages that stay outside the bundle are found.
const outfile = path.join(
  root,
  '.cache',
  'scripts',
  `${path.basename(entry, '.ts')}-${randomBytes(6).toString('hex')}.mjs`,
);
mkdirSync(path.dirname(outfile), { recursive: true });
// However the script ends: many end the process themselves.
process.once('exit', () => rmSync(outfile, { force: true }));
try {
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  process.argv.splice(1, Number.POSITIVE_INFINITY, script, ...args);
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = await main(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
