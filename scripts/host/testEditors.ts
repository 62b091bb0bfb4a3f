// The part of `npm test` that needs a browser and an editor: says what it skips and why. What can be installed and then fails, fails.
import path from 'node:path';
import { findBrowser, NO_BROWSER } from './browser.js';
import { missingForVscode } from './installVscode.js';
import { packed } from './packed.js';
import { theiaInstalled, vscodeInstalled } from './places.js';
import { endWithParent, runScript } from './processes.js';

function run(script: string, vsix: string): Promise<number> {
  console.log('');
  return runScript(['scripts/runScript.mjs', path.join('scripts/host', script), '--no-desktop', '--vsix', vsix]);
}

/** Where the editors are being installed meanwhile, by a process that the environment names: until it has ended. */
async function installation(): Promise<void> {
  const installing = Number(process.env['EDITORS_INSTALLING'] ?? 0);
  if (!Number.isInteger(installing) || installing <= 0) return;
  console.log('  waiting for the editors to be installed');
  for (;;) {
    try {
      process.kill(installing, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

export async function main(): Promise<number> {
  const skip = (what: string, why: string): number => {
    console.log(`  skipped: ${what}: ${why}`);
    return 0;
  };
  if (findBrowser() === undefined) return skip('host, workbench and Theia tests', NO_BROWSER);
  await installation();
  const missing = vscodeInstalled('1.100') ? [] : missingForVscode();
  if (missing.length > 0)
    return skip(
      'host, workbench and Theia tests',
      `no editor host (to install one, this is missing: ${missing.join(', ')})`,
    );
  endWithParent();
  const vsix = await packed({ dist: 'dist' });
  const statuses = [await run('testHost.ts', vsix), await run('testUi.ts', vsix)];
  if (theiaInstalled()) statuses.push(await run('testTheia.ts', vsix));
  else skip('tests in Theia', 'no Theia (npm run host:install -- theia)');
  const failed = statuses.filter((status) => status !== 0).length;
  return failed === 0 ? 0 : 1;
}
