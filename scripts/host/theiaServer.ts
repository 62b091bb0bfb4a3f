// Starts the Theia browser application on a folder, with a packed extension as its only plug-in.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { THEIA } from './places.js';
import { freePort, removeFolder, startService, temporaryFolder } from './processes.js';
import type { EditorServer } from './vscodeServer.js';

/** Theia reads plug-ins from folders: what lies under `extension/` in the package. */
async function unpack(vsix: string, folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(vsix)))) {
    if (!name.startsWith('extension/') || name.endsWith('/')) continue;
    const target = path.join(folder, name.slice('extension/'.length));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

export async function startTheia(folder: string, vsix: string): Promise<EditorServer> {
  const own = temporaryFolder('medimagecleaner-theia');
  const plugins = path.join(own, 'plugins');
  await unpack(vsix, path.join(plugins, 'medimagecleaner'));
  const config = path.join(own, 'config');
  await mkdir(config);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const service = await startService({
    command: process.execPath,
    args: [
      path.join(THEIA.folder, 'lib/backend/main.js'),
      folder,
      '--hostname=localhost',
      `--port=${port}`,
      `--plugins=local-dir:${plugins}`,
    ],
    cwd: THEIA.folder,
    env: {
      // Webviews are served from the same host: no address that must be looked up.
      THEIA_WEBVIEW_EXTERNAL_ENDPOINT: '{{hostname}}',
      THEIA_CONFIG_DIR: config,
      HOME: own,
    },
    logFile: path.join(own, 'server.log'),
    ready: `${origin}/`,
    timeoutMs: 180000,
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    removeFolder(own);
  };
  return { origin, url: `${origin}/#${folder}`, pid: service.pid, extensions: plugins, stop };
}
