// `npm run test:host [-- --current] [--spec NAME] [--grep WORDS]`: test/host/**/*.host.ts by mocha in a real extension host, with the
// packed extension installed. On a desktop @vscode/test-electron fetches VS Code; elsewhere our stand-in for `code` is its program.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { findBrowser, NO_BROWSER } from './browser.js';
import { bundleTests } from './bundleTests.js';
import { readHostResults } from './hostResults.js';
import { installVscode } from './installVscode.js';
import { type Options, readOptions } from './options.js';
import { EXTENSION_ID, packed } from './packed.js';
import { endWithParent, removeFolder, temporaryFolder } from './processes.js';
import { writeSampleWorkspace } from './sampleWorkspace.js';

const { addTotals } = createRequire(import.meta.url)(path.resolve('scripts/totals.cjs'));

/** Where there is a screen to show VS Code on. */
function onDesktop(options: Options): boolean {
  if (options.desktop !== undefined) return options.desktop;
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The program that runs the tests, and how it is called to install an extension. */
async function program(options: Options): Promise<{ readonly executable: string; readonly cli: readonly string[] }> {
  if (onDesktop(options)) {
    const executable = await downloadAndUnzipVSCode(options.version === 'current' ? 'stable' : '1.100.3');
    return { executable, cli: resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true }) };
  }
  if (findBrowser() === undefined) throw new Error(`The host tests can't run here: ${NO_BROWSER}.`);
  await installVscode(options.version);
  const executable = path.resolve('scripts/host/code.mjs');
  return { executable, cli: [executable] };
}

/** An extension with nothing in it: the tests' own, which makes the host load ours as an installed one. */
function emptyExtension(folder: string): void {
  mkdirSync(folder);
  const manifest = {
    name: 'host-tests',
    publisher: 'medimagecleaner-tests',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    extensionDependencies: [EXTENSION_ID],
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { executable, cli } = await program(options);
  const vsix = await packed(options);
  endWithParent();
  const place = temporaryFolder('medimagecleaner-host');
  // Inside the project, so that mocha is found.
  const inside = path.resolve('.cache', 'host-tests');
  mkdirSync(inside, { recursive: true });
  const bundles = temporaryFolder('bundle', inside);
  const workspace = path.join(place, 'workspace');
  const results = path.join(place, 'results.jsonl');
  const profile = [`--user-data-dir=${path.join(place, 'user')}`, `--extensions-dir=${path.join(place, 'extensions')}`];
  const env = {
    MEDIMAGECLEANER_VSCODE: options.version,
    MEDIMAGECLEANER_HOST_RESULTS: results,
    MEDIMAGECLEANER_HOST_TESTS: bundles,
    MEDIMAGECLEANER_HOST_GREP: options.grep,
  };
  try {
    await bundleTests({ folder: 'test/host', ending: '.host.ts', spec: options.spec, outdir: bundles, format: 'cjs' });
    await build({
      entryPoints: ['scripts/host/hostIndex.ts'],
      outfile: path.join(bundles, 'index.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['vscode', 'mocha'],
    });
    await writeSampleWorkspace(workspace);
    emptyExtension(path.join(place, 'empty'));
    const [command = '', ...first] = cli;
    const installed = spawnSync(command, [...first, ...profile, '--install-extension', vsix], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (installed.status !== 0) throw new Error(`The extension could not be installed:\n${installed.stderr}`);
    console.log(`Host tests in VS Code ${options.version}${onDesktop(options) ? ', desktop' : ', server'}`);
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: path.join(place, 'empty'),
      extensionTestsPath: path.join(bundles, 'index.cjs'),
      launchArgs: [workspace, ...profile],
      extensionTestsEnv: env,
    }).catch((error: unknown) => console.log(`  ${error instanceof Error ? error.message : error}`));
    const totals = readHostResults(results);
    addTotals(totals);
    return totals.failed === 0 ? 0 : 1;
  } finally {
    removeFolder(bundles);
    removeFolder(place);
  }
}
