// Lists what lies under a folder, in byte order of the names, without following a link and without recursion.
import fs from 'node:fs';
import { foldName, joinPath, nativePath, type RawPath, rawBytes, rawPath } from './rawPath.js';
import { deidError, errnoOf, patiently } from './systemError.js';

/** Names of folders that hold what the program wrote: never an input unless named by the user. */
export const OUTPUT_FOLDER = 'deidentified';
const RECORD_FOLDER = '.medimagecleaner';

export type WalkEntry =
  /** `twin`: a case-insensitive file system takes the path for that of an earlier entry. */
  | { readonly kind: 'file'; readonly path: RawPath; readonly size: number; readonly twin: boolean }
  /** Left out; `code` says why and `message` tells the user. */
  | { readonly kind: 'left'; readonly path: RawPath; readonly code: LeftCode; readonly message: string }
  /** Could not be listed. */
  | { readonly kind: 'unreadable'; readonly path: RawPath; readonly code: string; readonly message: string };

export type LeftCode =
  | 'link-inside'
  | 'link-outside'
  | 'link-broken'
  | 'special-file'
  | 'output-folder'
  | 'folder-loop'
  | 'vanished';

const MESSAGES: Readonly<Record<LeftCode, string>> = {
  'link-inside': 'a symbolic link to something else in the input: the original is taken, the link is not',
  'link-outside': 'a symbolic link that leads out of the input: not followed',
  'link-broken': 'a symbolic link that leads nowhere',
  'special-file': 'not a regular file: not opened',
  'output-folder': 'a folder that holds output or records of this program: not entered',
  'folder-loop': 'a folder that was visited already under another path: not entered again',
  vanished: 'was gone before it could be read',
};

/**
 * Walks the tree under `root`, depth first. `root` is entered whatever its name is and must be a folder, not a link.
 * An unreadable folder is an entry, not an error. `folderName` is not entered either, where outputs have that name.
 */
export async function* walk(
  root: RawPath,
  folderName: string = OUTPUT_FOLDER,
): AsyncGenerator<WalkEntry, void, undefined> {
  const isOwn = ownNames(folderName);
  const real = realPath(root) ?? root;
  const visited = new Set<string>();
  // Entries in reverse, so that the next one is popped: very deep trees cost memory, not stack.
  const pending: Pending[] = [{ path: root, folder: true, twin: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!next.folder) {
      yield file(next);
      continue;
    }
    const listed = await list(next.path, visited);
    if (!Array.isArray(listed)) {
      yield listed;
      continue;
    }
    for (const entry of listed) {
      const path = joinPath(next.path, entry.name);
      if (entry.kind === 'link') yield link(path, real);
      else if (entry.kind === 'special') yield left(path, 'special-file');
      else if (entry.kind === 'folder' && isOwn(entry.name)) yield left(path, 'output-folder');
    }
    const twins = foldedTwins(listed);
    for (const entry of listed.reverse()) {
      if (entry.kind !== 'file' && (entry.kind !== 'folder' || isOwn(entry.name))) continue;
      const path = joinPath(next.path, entry.name);
      pending.push({ path, folder: entry.kind === 'folder', twin: next.twin || twins.has(entry.name) });
    }
  }
}

interface Pending {
  readonly path: RawPath;
  readonly folder: boolean;
  readonly twin: boolean;
}

interface Listed {
  readonly name: RawPath;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
}

function ownNames(folderName: string): (name: RawPath) => boolean {
  const own = new Set([rawPath(OUTPUT_FOLDER), rawPath(RECORD_FOLDER), rawPath(folderName)]);
  return (name) => own.has(name);
}

/** Names that fold to the same as one before them. */
function foldedTwins(listed: readonly Listed[]): ReadonlySet<RawPath> {
  const folded = new Set<string>();
  const twins = new Set<RawPath>();
  for (const { name } of listed) {
    const form = foldName(name);
    if (folded.has(form)) twins.add(name);
    folded.add(form);
  }
  return twins;
}

async function list(path: RawPath, visited: Set<string>): Promise<Listed[] | WalkEntry> {
  try {
    const native = nativePath(path);
    const stat = fs.lstatSync(native, { bigint: true });
    const identity = `${stat.dev}:${stat.ino}`;
    // Links are not followed, but a mounted folder may hold itself.
    if (stat.ino !== 0n && visited.has(identity)) return left(path, 'folder-loop');
    visited.add(identity);
    const names = await fs.promises.readdir(native, { encoding: 'buffer', withFileTypes: true });
    return names.map(toListed).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return left(path, 'vanished');
    const known = deidError(error);
    return { kind: 'unreadable', path, code: known.code, message: known.message };
  }
}

function toListed(entry: fs.Dirent<Buffer>): Listed {
  const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'special';
  return { name: rawBytes(entry.name), kind };
}

function file({ path, twin }: Pending): WalkEntry {
  try {
    const stat = patiently(() => fs.lstatSync(nativePath(path)));
    return stat.isFile() ? { kind: 'file', path, size: stat.size, twin } : left(path, 'special-file');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return left(path, 'vanished');
    const known = deidError(error);
    return { kind: 'unreadable', path, code: known.code, message: known.message };
  }
}

function link(path: RawPath, root: RawPath): WalkEntry {
  const target = realPath(path);
  if (target === undefined) return left(path, 'link-broken');
  const inside = target === root || target.startsWith(root.endsWith('/') ? root : `${root}/`);
  return left(path, inside ? 'link-inside' : 'link-outside');
}

/** Where a path leads once every link is followed; undefined where it leads nowhere. */
export function realPath(path: RawPath): RawPath | undefined {
  try {
    return fs.realpathSync.native(nativePath(path), { encoding: 'buffer' }).toString('latin1') as RawPath;
  } catch {
    return undefined;
  }
}

function left(path: RawPath, code: LeftCode): WalkEntry {
  return { kind: 'left', path, code, message: MESSAGES[code] };
}
