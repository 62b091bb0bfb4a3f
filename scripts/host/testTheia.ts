// `npm run test:theia [-- --spec NAME] [--grep WORDS]`: the core of the flows in a real Theia browser application.
import { findBrowser, NO_BROWSER } from './browser.js';
import { installTheia } from './installTheia.js';
import { readOptions } from './options.js';
import { packed } from './packed.js';
import { runMocha } from './runMocha.js';

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (findBrowser() === undefined) throw new Error(`The tests in Theia can't run here: ${NO_BROWSER}.`);
  await installTheia();
  console.log('Workbench tests in Theia');
  return runMocha({ ending: '.theia.ts', options, env: { MEDIMAGECLEANER_VSIX: await packed(options) } });
}
