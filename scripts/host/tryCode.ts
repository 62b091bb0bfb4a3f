// `npm run code [-- FOLDER] [--current] [--port N]`: the real editor in a browser, with the extension installed, on a folder of yours or on
// the sample study. Settings and keys made there last from one time to the next (.cache/code).
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { installVscode } from './installVscode.js';
import { readOptions } from './options.js';
import { packed } from './packed.js';
import { writeSampleWorkspace } from './sampleWorkspace.js';
import { startVscode } from './vscodeServer.js';

function portOf(args: readonly string[]): { readonly port?: number; readonly others: readonly string[] } {
  const at = args.indexOf('--port');
  if (at < 0) return { others: args };
  const port = Number(args[at + 1]);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('--port needs a number from 1 to 65535.');
  return { port, others: [...args.slice(0, at), ...args.slice(at + 2)] };
}

export async function main(args: readonly string[]): Promise<number> {
  const { port, others } = portOf(args);
  const options = readOptions(others);
  const [own] = options.rest;
  let folder = path.resolve('sample', 'workspace');
  if (own === undefined) {
    // Made by this script and by nothing else.
    rmSync(folder, { recursive: true, force: true });
    await writeSampleWorkspace(folder);
  } else {
    folder = path.resolve(process.env['INIT_CWD'] ?? '.', own);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`Not a folder: ${own}`);
  }
  await installVscode(options.version);
  const profile = path.resolve('.cache', 'code', options.version);
  const server = await startVscode({
    version: options.version,
    folder,
    vsix: [await packed(options)],
    userData: path.join(profile, 'user'),
    extensions: path.join(profile, 'extensions'),
    askForTrust: own !== undefined,
    ...(port === undefined ? {} : { port }),
  });
  console.log(`\nThe editor is ready. Open this address in a browser on this machine:\n\n  ${server.url}\n`);
  console.log(own === undefined ? 'Open study/CT/CT000001.dcm first. Nobody in it exists.' : `Folder: ${folder}`);
  console.log('Ctrl+C ends it.');
  await new Promise<never>(() => setInterval(() => undefined, 1 << 30));
  return 0;
}
