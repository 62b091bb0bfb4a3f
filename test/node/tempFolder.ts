// A folder for one test, gone afterwards, and what lies in it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'mocha';

/** Gives each test of the suite around it an empty folder. */
export function tempFolder(): (...names: string[]) => string {
  let folder = '';
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'deid-test-')));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => path.join(folder, ...names);
}

/** Writes a file and the folders above it. */
export function put(file: string, bytes: Uint8Array | string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  return file;
}

/** Every file below a folder, by relative path, as hex of its bytes; empty where there is no folder. */
export function contents(folder: string): Readonly<Record<string, string>> {
  if (!fs.existsSync(folder)) return {};
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const named = files.map((entry) => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    return [path.relative(folder, file), fs.readFileSync(file).toString('hex')] as const;
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of all files below a folder. */
export function names(folder: string): readonly string[] {
  return Object.keys(contents(folder));
}
