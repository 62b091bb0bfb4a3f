// Bundles each test file of a kind by itself, for mocha to load: CommonJS for the extension host, ES modules for Node.
import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

interface Bundle {
  /** Such as `test/host`. */
  readonly folder: string;
  /** Such as `.host.ts`. */
  readonly ending: string;
  readonly spec: readonly string[];
  readonly outdir: string;
  readonly format: 'cjs' | 'esm';
}

function found(folder: string, ending: string, spec: readonly string[]): readonly string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name))
    .sort();
  if (spec.length === 0) return all;
  const chosen = all.filter((file) => spec.some((word) => file.includes(word.replace(/^\.\//, ''))));
  if (chosen.length === 0) throw new Error(`No file ${ending} in ${folder} is named like ${spec.join(', ')}.`);
  return chosen;
}

/** @returns the bundled files */
export async function bundleTests({ folder, ending, spec, outdir, format }: Bundle): Promise<readonly string[]> {
  await mkdir(outdir, { recursive: true });
  const extension = format === 'cjs' ? '.cjs' : '.mjs';
  const files = found(folder, ending, spec).map((file) => ({
    in: file,
    out: path.relative(folder, file).replace(/\.ts$/, '').replaceAll(path.sep, '.'),
  }));
  await build({
    entryPoints: files,
    outdir,
    bundle: true,
    format,
    outExtension: { '.js': extension },
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    ...(format === 'cjs'
      ? {
          external: ['vscode', 'mocha'],
          define: { 'import.meta.url': '__moduleUrl' },
          banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
        }
      : { packages: 'external', splitting: true }),
  });
  return files.map((file) => path.join(outdir, `${file.out}${extension}`));
}
