// `npm run bench:editor [-- --quick] [--current]`: what the extension costs in a real VS Code, beside its targets.
// Data is made in a temporary folder and removed.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Frame, Page } from 'playwright-core';
import { writeFile } from '../scripts/dicomWriter.js';
import { startBrowser } from '../scripts/host/browser.js';
import { run } from '../scripts/host/command.js';
import { installVscode } from '../scripts/host/installVscode.js';
import { readOptions } from '../scripts/host/options.js';
import { packed } from '../scripts/host/packed.js';
import { temporaryFolder } from '../scripts/host/processes.js';
import { startVscode } from '../scripts/host/vscodeServer.js';
import { webviewFrame } from '../test/ui/webview.js';
import { command, explorerRow, openFile, type Workbench, waitForExtension } from '../test/ui/workbench.js';
import { type Activation, activationOf } from './editor/activation.js';
import { floorExtensions, TIMES } from './editor/floorExtension.js';
import { type Scrolling, scroll } from './editor/scroll.js';
import { ctFile, makeMultiFrame } from './makeData.js';

const ROWS = 10_000;

interface Line {
  readonly what: string;
  readonly measured: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** A file with that many attributes at the top: private blocks of 240 each. */
function manyAttributes(count: number): Uint8Array {
  const elements = [
    { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.7' },
    { tag: 0x00080018, vr: 'UI', value: '1.2.826.0.1.3680043.10.1500.77.5.1' },
    { tag: 0x00100010, vr: 'PN', value: 'Varnholt^Ottilie' },
  ];
  for (let at = 0; at < count; at += 1) {
    const group = 0x0011 + 2 * Math.floor(at / 240);
    const low = at % 240;
    if (low === 0) elements.push({ tag: group * 0x10000 + 0x10, vr: 'LO', value: 'BENCH SCANNERS 01' });
    elements.push({ tag: group * 0x10000 + 0x1000 + low, vr: 'LO', value: `private value ${at}` });
  }
  return writeFile([...elements].sort((a, b) => a.tag - b.tag));
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What is seen first of a tree, and of the pages that stand for the least that a page can take. */
const FIRST = '[data-place] .cell.tag, .floor';

/**
 * Put into every frame before its own scripts: when the user asked, when the page was born, and when the first rows were painted.
 * By a timer: the page inside a webview is written into its document, which loses what observed it.
 */
const WATCH = `(() => {
  addEventListener('dblclick', () => { globalThis.__asked = performance.timeOrigin + performance.now(); }, true);
  globalThis.__born = performance.timeOrigin;
  const timer = setInterval(() => {
    if (document.querySelector('${FIRST}') === null) return;
    clearInterval(timer);
    requestAnimationFrame(() => { globalThis.__rows = performance.timeOrigin + performance.now(); });
  }, 4);
})();`;

async function number(frame: Frame | Page, expression: string): Promise<number> {
  const value: unknown = await frame.evaluate(expression);
  if (typeof value !== 'number' || value <= 0) throw new Error(`Not measured: ${expression}`);
  return value;
}

interface Opening {
  /** From the user's double click to painted rows. */
  readonly whole: number;
  /** From the start of the page inside the webview: what is ours, the rest is VS Code's making of the webview. */
  readonly page: number;
}

async function open(workbench: Workbench, name: string): Promise<{ readonly opening: Opening; readonly frame: Frame }> {
  await openFile(workbench, name);
  const frame = await webviewFrame(workbench.page, FIRST);
  // Not by waitForFunction: the page's policy lets no text be evaluated from inside.
  const until = Date.now() + 20000;
  while (!(await frame.evaluate('globalThis.__rows > 0'))) {
    if (Date.now() > until) throw new Error(`${name}: the first rows were not seen`);

    await workbench.page.waitForTimeout(20);
  }
  const shown = await number(frame, 'globalThis.__rows');
  const asked = await number(workbench.page, 'globalThis.__asked');
  const born = await number(frame, 'globalThis.__born');
  return { opening: { whole: shown - asked, page: shown - born }, frame };
}

async function close(workbench: Workbench): Promise<void> {
  // The page shows its first rows before everything else: let it come to rest first.
  await workbench.page.waitForTimeout(500);
  await command(workbench, 'View: Close All Editors');
  await workbench.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
}

/** Resident memory of the extension host under that server, in MB. */
async function hostMemory(server: number): Promise<number> {
  const table = await run('ps', ['-eo', 'pid=,ppid=,rss=,args=']);
  const all = table.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
  const family = new Set([String(server)]);
  for (let turn = 0; turn < 5; turn += 1)
    for (const [, pid = '', parent = ''] of all) if (family.has(parent)) family.add(pid);
  const host = all.find(([, pid = '', , , args = '']) => family.has(pid) && args.includes('--type=extensionHost'));
  if (host === undefined) throw new Error('The extension host was not found.');
  return Number(host[3]) / 1024;
}

/** What VS Code itself says of the activation. */
async function activation(workbench: Workbench, name: string): Promise<string> {
  await command(workbench, 'Developer: Show Running Extensions');
  const row = workbench.page.locator('.runtime-extensions-editor .extension').filter({ hasText: name });
  const text = await row
    .first()
    .innerText({ timeout: 5000 })
    .catch(() => '');
  await close(workbench);
  return text;
}

function sizeWithoutModels(vsix: string): number {
  let models = 0;
  unzipSync(readFileSync(vsix), {
    filter: ({ name, size }) => {
      if (name.startsWith('extension/dist/models/')) models += size;
      return false;
    },
  });
  return statSync(vsix).size - models;
}

function print(lines: readonly Line[]): void {
  const wide = Math.max(...lines.map(({ what }) => what.length));
  for (const { what, measured, target, met } of lines) {
    const verdict = met === undefined ? '' : met ? 'met' : 'missed';
    console.log(`${what.padEnd(wide)}  ${measured.padStart(14)}  ${(target ?? '').padEnd(16)}  ${verdict}`);
  }
}

export async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const options = readOptions(args.filter((word) => word !== '--quick'));
  const rounds = quick ? 3 : 7;
  await installVscode(options.version);
  const vsix = await packed(options);
  const place = temporaryFolder('medimagecleaner-bench');
  const folder = path.join(place, 'data');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'least.floor'), '');
  writeFileSync(path.join(folder, 'plain.list'), '');
  writeFileSync(path.join(folder, 'half.dcm'), ctFile(1));
  makeMultiFrame(path.join(folder, 'large.dcm'), quick ? 400 : 4095);
  writeFileSync(path.join(folder, 'many.dcm'), manyAttributes(ROWS));
  const largeSize = statSync(path.join(folder, 'large.dcm')).size;

  const extensions = [vsix, ...(await floorExtensions(place))];
  const browser = await startBrowser();
  const starts: Activation[] = [];
  for (let session = 0; session < rounds; session += 1) {
    const alone = path.join(place, `session${session}`);
    starts.push(await activationOf({ browser, version: options.version, vsix: extensions, place: alone }));
  }
  const env = { [TIMES]: path.join(place, 'times.json') };
  const server = await startVscode({ version: options.version, folder, vsix: extensions, env });
  const lines: Line[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.addInitScript(WATCH);
    await page.goto(server.url);
    const workbench: Workbench = { page, folder, server };
    await explorerRow(workbench, 'half.dcm').waitFor({ timeout: 60000 });
    await waitForExtension(workbench);
    const idle = await hostMemory(server.pid);
    const before = await activation(workbench, 'medimagecleaner');
    lines.push({
      what: 'active before the first use',
      measured: /Activation: \d/.test(before) ? 'yes' : 'no',
      target: 'no',
      met: !/Activation: \d/.test(before),
    });

    await open(workbench, 'least.floor');
    await close(workbench);
    const first = await open(workbench, 'half.dcm');
    const counted = async (name: string) =>
      Number(/Activation: (\d+)\s?ms/.exec(await activation(workbench, name))?.[1]);
    const took = await counted('medimagecleaner');
    const sums = starts.map(({ load, activate }) => load + activate);
    lines.push({
      what: 'activation, ours: loading and starting',
      measured: `${median(sums).toFixed(0)} ms`,
      target: 'at most 50 ms',
      met: median(sums) <= 50,
    });
    lines.push({
      what: 'the same, least and most',
      measured: [Math.min(...sums), Math.max(...sums)].map((ms) => ms.toFixed(0)).join(', '),
    });
    lines.push({ what: 'loading alone', measured: `${median(starts.map(({ load }) => load)).toFixed(0)} ms` });
    lines.push({ what: 'activation, as VS Code counts it', measured: `${took} ms` });
    lines.push({ what: 'the same of an empty extension', measured: `${await counted('bench-floor')} ms` });
    lines.push({
      what: 'first file of a session, 0.5 MB, click to rows',
      measured: `${first.opening.whole.toFixed(0)} ms`,
    });

    const names = ['least.floor', 'half.dcm', 'large.dcm'] as const;
    const openings: Record<(typeof names)[number], Opening[]> = { 'least.floor': [], 'half.dcm': [], 'large.dcm': [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) {
        openings[name].push((await open(workbench, name)).opening);
        await close(workbench);
      }
    }
    const floor = median(openings['least.floor'].map((opening) => opening.whole));
    lines.push({ what: 'a page with one line, click to line', measured: `${floor.toFixed(0)} ms` });
    for (const [name, size] of [
      ['half.dcm', '0.5 MB'],
      ['large.dcm', `${(largeSize / 1e9).toFixed(1)} GB`],
    ] as const) {
      const whole = median(openings[name].map((opening) => opening.whole));
      const inPage = median(openings[name].map((opening) => opening.page));
      lines.push({ what: `${size}, click to rows`, measured: `${whole.toFixed(0)} ms` });
      lines.push({
        what: `${size}, ours: more than the page with one line`,
        measured: `${(whole - floor).toFixed(0)} ms`,
        target: 'under 300 ms',
        met: whole - floor < 300,
      });
      lines.push({ what: `${size}, from the start of our page`, measured: `${inPage.toFixed(0)} ms` });
    }
    const opened = await hostMemory(server.pid);

    const list = await open(workbench, 'plain.list');
    const plain = await scroll(list.frame, quick ? 4000 : 8000);
    await close(workbench);
    const { frame } = await open(workbench, 'many.dcm');
    // What follows the first rows is not scrolling.
    await workbench.page.waitForTimeout(2000);
    const still = await scroll(frame, 2000, true);
    const moved = await scroll(frame, quick ? 4000 : 8000);
    lines.push({ what: 'frames shown late while nothing scrolls', measured: `${still.dropped} of ${still.frames}` });
    lines.push({
      what: `frames in which the page worked over 16 ms, ${ROWS} rows`,
      measured: `${moved.over} of ${moved.frames}`,
      target: '0',
      met: moved.over === 0,
    });
    lines.push({ what: `the same of a plain list of ${ROWS}`, measured: `${plain.over} of ${plain.frames}` });
    const work = ({ work: { median: usual, most } }: Scrolling) => `${usual.toFixed(1)}, ${most.toFixed(0)} ms`;
    lines.push({ what: 'work of the page a frame: usual, most', measured: work(moved) });
    lines.push({ what: 'the same of the plain list', measured: work(plain) });
    lines.push({ what: `frames shown late or not, ${ROWS} rows`, measured: `${moved.dropped} of ${moved.frames}` });
    lines.push({ what: 'the same of the plain list', measured: `${plain.dropped} of ${plain.frames}` });
    lines.push({ what: 'frames that showed a row without content', measured: `${moved.bare} of ${moved.frames}` });

    lines.push({ what: 'extension host, before the first use', measured: `${idle.toFixed(0)} MB` });
    lines.push({ what: 'extension host, after these files', measured: `${opened.toFixed(0)} MB` });
    const size = sizeWithoutModels(vsix) / 1024 / 1024;
    const measured = `${size.toFixed(2)} MB`;
    lines.push({ what: '.vsix without models', measured, target: 'at most 3 MB', met: size <= 3 });
  } finally {
    await browser.close();
    await server.stop();
  }
  const busy = `other programs' load and ours: ${loadavg()[0]?.toFixed(1)}`;
  console.log(
    `\nVS Code ${options.version}, ${cpus().length} x ${cpus()[0]?.model ?? arch()}, ${busy}, median of ${rounds}\n`,
  );
  print(lines);
  return 0;
}
