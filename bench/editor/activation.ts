// What starting the extension takes, in sessions of their own: one start alone says little, as it is over in some 50 ms.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { VscodeVersion } from '../../scripts/host/places.js';
import { startVscode } from '../../scripts/host/vscodeServer.js';
import { explorerRow, openFile, type Workbench, waitForExtension } from '../../test/ui/workbench.js';
import { ctFile } from '../makeData.js';
import { TIMES } from './floorExtension.js';

/** Milliseconds. */
export interface Activation {
  readonly load: number;
  readonly activate: number;
}

interface Session {
  readonly browser: Browser;
  readonly version: VscodeVersion;
  /** Ours, and the one that measures it. */
  readonly vsix: readonly string[];
  /** Empty, for this session alone. */
  readonly place: string;
}

/** From an editor's start to its first object. Throws an Error where that is not seen within twenty seconds. */
export async function activationOf({ browser, version, vsix, place }: Session): Promise<Activation> {
  const folder = path.join(place, 'data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'half.dcm'), ctFile(1));
  const times = path.join(place, 'times.json');
  const server = await startVscode({ version, folder, vsix, env: { [TIMES]: times } });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  try {
    await page.goto(server.url);
    const workbench: Workbench = { page, folder, server };
    await explorerRow(workbench, 'half.dcm').waitFor({ timeout: 60000 });
    await waitForExtension(workbench);
    // What measures is an extension too, and starts once the editor has come to rest.
    await page.waitForTimeout(5000);
    await openFile(workbench, 'half.dcm');
    const until = Date.now() + 20000;
    while (!existsSync(times)) {
      if (Date.now() > until) throw new Error('The extension was not seen to start.');
      await page.waitForTimeout(100);
    }
    return JSON.parse(readFileSync(times, 'utf8')) as Activation;
  } finally {
    await page.close();
    await server.stop();
  }
}
