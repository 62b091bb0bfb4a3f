// `npm run test:ui [-- --current] [--spec NAME] [--grep WORDS]`: drives the workbench of a real VS Code as a user does.
import { findBrowser, NO_BROWSER } from './browser.js';
import { installVscode } from './installVscode.js';
import { readOptions } from './options.js';
import { packed } from './packed.js';
import { runMocha } from './runMocha.js';

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (findBrowser() === undefined) throw new Error(`The tests of the workbench can't run here: ${NO_BROWSER}.`);
  await installVscode(options.version);
  const env = { MEDIMAGECLEANER_VSCODE: options.version, MEDIMAGECLEANER_VSIX: await packed(options) };
  console.log(`Workbench tests in VS Code ${options.version}`);
  return runMocha({ ending: '.ui.ts', options, env });
}
