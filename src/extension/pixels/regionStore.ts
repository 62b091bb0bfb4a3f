// What the user settled about images of this workspace: in `.medimagecleaner/regions.json` beside the originals, by digests under a key
// that lies in the editor's secret storage. A record that can't be read, or was made under another key, stops runs: what somebody
// marked must not stay because a file was moved.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ObjectIds, Settled, SettledBook, SettledObject, SettledRegion } from '../../core/pixels/settled.js';
import { rawPath } from '../../node/rawPath.js';
import { writeWhole } from '../../node/writeWhole.js';
import type { ScopedRegion } from '../../protocolRegions.js';
import type { Engine } from '../loadEngine.js';

export type Regions<T> =
  | { readonly kind: 'regions'; readonly regions: T }
  /** The record is damaged, or was made under a key that this editor does not have. */
  | { readonly kind: 'unreadable'; readonly file: string };

export interface RegionStore {
  of(uri: vscode.Uri, ids: ObjectIds): Promise<Regions<readonly ScopedRegion[]>>;
  /** Puts these in place of what was settled of the object and its series. @throws errors of the operating system */
  set(uri: vscode.Uri, ids: ObjectIds, regions: readonly ScopedRegion[]): Promise<Regions<void>>;
  /** For a run over these. */
  forRun(uris: readonly vscode.Uri[]): Promise<Regions<Settled>>;
  /** Deletes an unreadable record. */
  forget(file: string): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

const FILE = 'regions.json';
const KEY_BYTES = 32;

export function createRegionStore(context: vscode.ExtensionContext, engine: () => Promise<Engine>): RegionStore {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(changed);
  /** One write after the other: two editors may show files of one series. */
  let work: Promise<unknown> = Promise.resolve();

  const keyFor = async (folder: string, make: boolean): Promise<Uint8Array | undefined> => {
    const name = `regions:${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
    const held = await context.secrets.get(name);
    if (held !== undefined) return new Uint8Array(Buffer.from(held, 'hex'));
    if (!make) return undefined;
    const fresh = new Uint8Array(randomBytes(KEY_BYTES));
    await context.secrets.store(name, Buffer.from(fresh).toString('hex'));
    return fresh;
  };
  const load = async (folder: string): Promise<Regions<SettledBook | undefined>> => {
    const file = path.join(folder, FILE);
    const text = await textOf(file);
    if (text === undefined) return { kind: 'regions', regions: undefined };
    const { readSettled, settledCheck } = await engine();
    const [record, key] = [readSettled(text), await keyFor(folder, false)];
    if (record === undefined || key === undefined || settledCheck(key) !== record.check)
      return { kind: 'unreadable', file };
    return { kind: 'regions', regions: { key, objects: record.objects } };
  };
  const store = async (folder: string, ids: ObjectIds, regions: readonly ScopedRegion[]): Promise<Regions<void>> => {
    const known = await load(folder);
    if (known.kind === 'unreadable') return known;
    const { settledCheck, settledDigest, settledText } = await engine();
    const key = known.regions?.key ?? (await keyFor(folder, true));
    if (key === undefined) return { kind: 'unreadable', file: path.join(folder, FILE) };
    const own = (['file', 'series'] as const).map((scope): SettledObject => {
      const digest = settledDigest(key, scope, scope === 'file' ? ids.instance : ids.series);
      return { scope, digest, regions: regions.filter((one) => one.scope === scope).map(withoutScope) };
    });
    const mine = new Set(own.map(({ scope, digest }) => `${scope}:${digest}`));
    const others = (known.regions?.objects ?? []).filter(({ scope, digest }) => !mine.has(`${scope}:${digest}`));
    await write(folder, settledText({ check: settledCheck(key), objects: [...others, ...own] }));
    changed.fire();
    return { kind: 'regions', regions: undefined };
  };
  return {
    async of(uri, ids) {
      const known = await load(folderFor(uri));
      if (known.kind === 'unreadable') return known;
      if (known.regions === undefined) return { kind: 'regions', regions: [] };
      const { settledOf } = await engine();
      return { kind: 'regions', regions: settledOf([known.regions], ids) };
    },
    set(uri, ids, regions) {
      const next = work.then(() => store(folderFor(uri), ids, regions));
      work = next.catch(() => undefined);
      return next;
    },
    async forRun(uris) {
      const folders = [...new Set(uris.flatMap((uri) => [folderFor(uri), folderInside(uri)]))];
      const settled: SettledBook[] = [];
      for (const folder of folders) {
        const known = await load(folder);
        if (known.kind === 'unreadable') return known;
        if (known.regions !== undefined) settled.push(known.regions);
      }
      return { kind: 'regions', regions: settled };
    },
    async forget(file) {
      await rm(file, { force: true });
      changed.fire();
    },
    onDidChange: changed.event,
  };
}

/** Of the workspace's folder around a file; where there is none, beside the file. */
function folderFor(uri: vscode.Uri): string {
  const around = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  return path.join(around, '.medimagecleaner');
}

/** Where a folder that is de-identified has a record of its own, made when it was not part of a workspace. */
function folderInside(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? path.join(uri.fsPath, '.medimagecleaner')
    : folderFor(uri);
}

function withoutScope({ scope: _scope, ...region }: ScopedRegion): SettledRegion {
  return region;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Whole or not at all, readable by the user alone. */
async function write(folder: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(rawPath(path.join(folder, FILE)), [text]);
}
