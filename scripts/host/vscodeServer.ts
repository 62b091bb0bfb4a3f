// Starts an installed VS Code server on a folder, with settings that keep it quiet and offline.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './command.js';
import { nodeOf, serverOf, VSCODE, type VscodeVersion } from './places.js';
import { freePort, removeFolder, type Service, startService, temporaryFolder } from './processes.js';

export interface Profile {
  /** Where the server keeps its data; a temporary folder where left out. */
  readonly userData?: string;
  readonly extensions?: string;
}

export interface ServerRequest extends Profile {
  readonly version: VscodeVersion;
  readonly folder: string;
  readonly vsix?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Opens folders in Restricted Mode until the user trusts them. */
  readonly askForTrust?: boolean;
  /** The address names tests to run inside the extension host. */
  readonly hostTests?: boolean;
  readonly port?: number;
}

export interface EditorServer {
  readonly origin: string;
  /** The address that opens the folder. */
  readonly url: string;
  readonly pid: number;
  readonly extensions: string;
  stop(): Promise<void>;
}

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  // A row for each folder, so that each can be found by its name.
  'explorer.compactFolders': false,
};

/** Where the address lies that opens `folder`, with things to hand to the workbench. */
export function folderAddress(origin: string, folder: string, payload: readonly (readonly string[])[] = []): string {
  const words = [`folder=${encodeURIComponent(folder)}`];
  if (payload.length > 0) words.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `${origin}/?${words.join('&')}`;
}

function baseOf(version: VscodeVersion, config: string, userData: string, extensions: string): readonly string[] {
  const entry = path.join(serverOf(version), 'out', 'node', 'entry.js');
  return [entry, '--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

export async function installExtension(
  version: VscodeVersion,
  vsix: string,
  userData: string,
  extensions: string,
): Promise<string> {
  const config = path.join(userData, 'server.yaml');
  await mkdir(userData, { recursive: true });
  await mkdir(extensions, { recursive: true });
  const base = baseOf(version, config, userData, extensions);
  return run(nodeOf(version), [...base, '--install-extension', path.resolve(vsix)], { timeoutMs: 240000 });
}

export async function startVscode(request: ServerRequest): Promise<EditorServer> {
  const { version } = request;
  const own = temporaryFolder('medimagecleaner-vscode');
  const userData = request.userData ?? path.join(own, 'user');
  const extensions = request.extensions ?? path.join(own, 'extensions');
  const settings = path.join(userData, 'User', 'settings.json');
  await mkdir(path.dirname(settings), { recursive: true });
  await mkdir(extensions, { recursive: true });
  if (!existsSync(settings) || request.settings !== undefined)
    await writeFile(settings, JSON.stringify({ ...SETTINGS, ...request.settings }));
  for (const vsix of request.vsix ?? []) await installExtension(version, vsix, userData, extensions);
  const port = request.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const quiet = [
    '--auth=none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    ...(request.askForTrust === true ? [] : ['--disable-workspace-trust']),
    ...(request.hostTests === true ? VSCODE[version].hostTestOptions : []),
  ];
  const base = baseOf(version, path.join(own, 'server.yaml'), userData, extensions);
  const service: Service = await startService({
    command: nodeOf(version),
    args: [...base, '--bind-addr', `127.0.0.1:${port}`, ...quiet, request.folder],
    env: { ...request.env },
    logFile: path.join(own, 'server.log'),
    ready: `${origin}/healthz`,
    timeoutMs: 120000,
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    removeFolder(own);
  };
  return { origin, url: folderAddress(origin, request.folder), pid: service.pid, extensions, stop };
}
