// Installs the server build of VS Code, with the Node that it needs, from the npm registry into a folder that git ignores.
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { log, run, which } from './command.js';
import { nodeOf, nodePackage, serverOf, VSCODE, type VscodeVersion, vscodeInstalled, vscodeMark } from './places.js';

const NPM = ['--no-audit', '--no-fund', '--loglevel=error'];

/** What this machine lacks, in words; empty where the editor can be installed. */
export function missingForVscode(): readonly string[] {
  if (process.platform === 'win32') return ['Linux or macOS'];
  const compilers: readonly (readonly [string, readonly string[]])[] = [
    ['g++ (or another C++ compiler)', ['g++', 'c++']],
    ['make', ['make']],
    ['python3', ['python3']],
    ['npm', ['npm']],
  ];
  return compilers.filter(([, programs]) => !programs.some((name) => which(name) !== undefined)).map(([name]) => name);
}

async function link(target: string, at: string): Promise<void> {
  await rm(at, { force: true, recursive: true });
  await mkdir(path.dirname(at), { recursive: true });
  await symlink(target, at);
}

async function emptyPackage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
}

/**
 * Does nothing where that version is installed already; begins anew where an earlier try was broken off.
 * @throws with what is missing, or with the last words of the step that failed
 */
export async function installVscode(version: VscodeVersion): Promise<void> {
  if (vscodeInstalled(version)) return;
  const missing = missingForVscode();
  if (missing.length > 0)
    throw new Error(`VS Code ${version} can't be installed here. Missing: ${missing.join(', ')}.`);
  const place = VSCODE[version];
  console.log(`Installing VS Code ${version} (server build ${place.codeServer}) in ${place.folder}: 1 to 3 minutes.`);
  await rm(place.folder, { recursive: true, force: true });

  log(`VS Code: Node ${place.node}`);
  const nodeFolder = path.join(place.folder, 'node');
  await emptyPackage(nodeFolder);
  await run('npm', ['install', ...NPM, '--ignore-scripts', `${nodePackage()}@${place.node}`], { cwd: nodeFolder });
  const node = nodeOf(version);
  // The package brings Node's headers, so that nothing has to be fetched to compile the native modules.
  const headers = path.dirname(path.dirname(node));
  const env = {
    PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: headers,
    npm_config_yes: 'true',
    npm_config_build_from_source: 'true',
  };
  const npm = (cwd: string, ...args: readonly string[]): Promise<string> => run('npm', [...args, ...NPM], { cwd, env });

  log('VS Code: the server');
  const outside = path.join(place.folder, 'server');
  await emptyPackage(outside);
  const ripgrepPackage = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const ripgrep = place.ripgrep === undefined ? [] : [`${ripgrepPackage}@${place.ripgrep}`];
  await npm(outside, 'install', '--ignore-scripts', '--save-exact', `code-server@${place.codeServer}`, ...ripgrep);
  const server = serverOf(version);
  const vscode = path.join(server, 'lib', 'vscode');
  log('VS Code: its packages and those of its built-in extensions');
  await npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  await npm(path.join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  log('VS Code: native modules');
  await npm(vscode, 'rebuild', ...place.native);
  if (place.nativeOutside.length > 0) await npm(outside, 'rebuild', ...place.nativeOutside);
  if (place.ripgrep !== undefined) {
    const program = path.join(outside, 'node_modules', ripgrepPackage, 'bin', 'rg');
    await link(program, path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg'));
    await link('node_modules', path.join(vscode, 'node_modules.asar'));
  }
  const remote = path.join(vscode, 'bin', 'remote-cli');
  if (existsSync(remote)) await link('code-linux.sh', path.join(remote, 'code-server'));
  const browser = path.join(vscode, 'bin', 'helpers');
  if (existsSync(browser)) await link('browser-linux.sh', path.join(browser, 'browser.sh'));

  const entry = path.join(server, 'out', 'node', 'entry.js');
  const said = await run(node, [entry, '--config', path.join(place.folder, 'config.yaml'), '--version'], { env });
  await writeFile(vscodeMark(version), said);
  log(`VS Code: installed: ${said.trim().split('\n').at(-1) ?? ''}`);
}
