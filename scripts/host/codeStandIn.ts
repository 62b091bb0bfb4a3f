// Takes the arguments that @vscode/test-electron and its users give to `code`, and does the same with the VS Code server and a
// browser without a window: `--install-extension FILE` installs; `--extensionTestsPath=FILE` runs tests in the extension host.
import path from 'node:path';
import { startBrowser } from './browser.js';
import type { VscodeVersion } from './places.js';
import { endWithParent } from './processes.js';
import { folderAddress, installExtension, startVscode } from './vscodeServer.js';

/** The console of the page, for who looks into a failure. */
const VERBOSE = (process.env['MEDIMAGECLEANER_HOST_VERBOSE'] ?? '') !== '';
const LIMIT_MS = Number(process.env['MEDIMAGECLEANER_HOST_LIMIT_MS'] ?? 900000);

/** Values of `--name=value` and `--name value`. */
function valuesOf(args: readonly string[], name: string): readonly string[] {
  return args.flatMap((word, index) => {
    if (word.startsWith(`--${name}=`)) return [word.slice(name.length + 3)];
    const next = args[index + 1];
    return word === `--${name}` && next !== undefined ? [next] : [];
  });
}

function positional(args: readonly string[]): string | undefined {
  return args.find(
    (word, index) =>
      !word.startsWith('-') && !/^--(install-extension|user-data-dir|extensions-dir)$/.test(args[index - 1] ?? ''),
  );
}

/** Console arguments as one line: the first may hold %s and %d. */
function lineOf(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  const text =
    typeof first === 'string' ? first.replace(/%[sdo]/g, () => String(rest.shift() ?? '')) : JSON.stringify(first);
  return [text, ...rest.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(' ');
}

export async function main(args: readonly string[]): Promise<number> {
  const version: VscodeVersion = process.env['MEDIMAGECLEANER_VSCODE'] === 'current' ? 'current' : '1.100';
  const userData = valuesOf(args, 'user-data-dir')[0];
  const extensions = valuesOf(args, 'extensions-dir')[0];
  if (userData === undefined || extensions === undefined) throw new Error('Say --user-data-dir and --extensions-dir.');
  const toInstall = valuesOf(args, 'install-extension');
  for (const vsix of toInstall) await installExtension(version, vsix, userData, extensions);
  const tests = valuesOf(args, 'extensionTestsPath')[0];
  if (tests === undefined) return 0;

  endWithParent();
  const folder = path.resolve(positional(args) ?? '.');
  const server = await startVscode({
    version,
    folder,
    userData,
    extensions,
    hostTests: true,
    askForTrust: !args.includes('--disable-workspace-trust'),
  });
  const remote = `vscode-remote://${server.origin.slice('http://'.length)}`;
  const payload = [
    ...valuesOf(args, 'extensionDevelopmentPath').map((place) => ['extensionDevelopmentPath', `${remote}${place}`]),
    ['extensionTestsPath', `${remote}${tests}`],
    ['skipWelcome', 'true'],
  ];
  const browser = await startBrowser();
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.exposeFunction('codeAutomationLog', (_type: string, words: readonly unknown[]) => {
      if (VERBOSE) console.log(lineOf(words));
    });
    const status = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The tests did not end within ${LIMIT_MS / 1000} s.`)), LIMIT_MS);
      page.exposeFunction('codeAutomationExit', (code: number) => resolve(code)).catch(reject);
      page.on('crash', () => reject(new Error('The page of the editor crashed.')));
    });
    status.catch(() => undefined);
    await page.goto(folderAddress(server.origin, folder, payload));
    return await status;
  } finally {
    clearTimeout(timer);
    await browser.close();
    await server.stop();
  }
}
