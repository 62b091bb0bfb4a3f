// Builds a small Theia browser application (core, files, editors, plug-ins) in a folder that git ignores.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasLibrary, log, run, which } from './command.js';
import { missingForVscode } from './installVscode.js';
import { THEIA, theiaInstalled, theiaMark } from './places.js';

const PARTS = [
  'core',
  'editor',
  'filesystem',
  'markers',
  'messages',
  'monaco',
  'navigator',
  'plugin-ext',
  'plugin-ext-vscode',
  'preferences',
  'process',
  'scm',
  'terminal',
  'workspace',
];

/** What this machine lacks, in words; empty where Theia can be installed. */
export function missingForTheia(): readonly string[] {
  const missing = [...missingForVscode()];
  if (process.platform === 'linux' && which('pkg-config') === undefined) missing.push('pkg-config');
  else if (process.platform === 'linux' && !hasLibrary('libsecret-1')) missing.push('libsecret-1-dev');
  return missing;
}

function manifest(): string {
  const version = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [`@theia/${name}`, THEIA.version]));
  const preferences = {
    'files.enableTrash': false,
    'security.workspace.trust.enabled': false,
    'workbench.startupEditor': 'none',
  };
  return `${JSON.stringify(
    {
      private: true,
      name: 'medimagecleaner-theia',
      version: '0.0.1',
      license: 'MIT',
      theia: { target: 'browser', frontend: { config: { applicationName: 'Theia', preferences } } },
      dependencies: version(PARTS),
      devDependencies: version(['cli']),
    },
    undefined,
    2,
  )}\n`;
}

/**
 * Does nothing where it is installed already.
 * @throws with what is missing, or with the last words of the step that failed
 */
export async function installTheia(): Promise<void> {
  if (theiaInstalled()) return;
  const missing = missingForTheia();
  if (missing.length > 0) throw new Error(`Theia can't be installed here. Missing: ${missing.join(', ')}.`);
  console.log(`Installing Theia ${THEIA.version} in ${THEIA.folder}: 2 to 5 minutes.`);
  await rm(THEIA.folder, { recursive: true, force: true });
  await mkdir(THEIA.folder, { recursive: true });
  await writeFile(path.join(THEIA.folder, 'package.json'), manifest());
  const env = { PUPPETEER_SKIP_DOWNLOAD: '1', npm_config_yes: 'true' };
  log('Theia: packages');
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: THEIA.folder, env });
  log('Theia: application');
  await run('npx', ['theia', 'build', '--mode', 'production'], { cwd: THEIA.folder, env });
  await writeFile(theiaMark(), `${THEIA.version}\n`);
  log('Theia: installed');
}
