// `npm test`: the tests that need Node alone, then those in real editors where a browser and an editor can be had.
// With arguments it is mocha alone, with these: files, or other words for mocha.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

function node(...words) {
  const { status, error } = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status ?? 1;
}

const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const own = process.argv.slice(2);
const named = own.some((word) => word.endsWith('.js'));
const statuses = [node(mocha, ...own, ...(named ? [] : ['build/test/**/*.test.js']))];
if (own.length === 0) statuses.push(node('scripts/runScript.mjs', 'scripts/host/testEditors.ts'));
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;
