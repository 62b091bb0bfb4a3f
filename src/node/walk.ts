// Lists what lies under a folder, in byte order of the names, without following a link and without recursion.
import fs from 'node:fs';
import { createDigestTable, type DigestTable, digest64 } from './digestTable.js';
import { foldName, joinPath, nativePath, type RawPath, rawBytes, rawPath } from './rawPath.js';
import { deidError, errnoOf, patiently } from './systemError.js';

/** Names of folders that hold what the program wrote: never an input unless named by the user. */
export const OUTPUT_FOLDER = 'deidentified';
export const RECORD_FOLDER = '.medimagecleaner';

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
  | 'vanished'
  | 'odd-key';

export const LEFT_MESSAGES: Readonly<Record<LeftCode, string>> = {
  'link-inside': 'a symbolic link to something else in the input: the original is taken, the link is not',
  'link-outside': 'a symbolic link that leads out of the input: not followed',
  'link-broken': 'a symbolic link that leads nowhere',
  'special-file': 'not a regular file: not opened',
  'output-folder': 'a folder that holds output or records of this program: not entered',
  'folder-loop': 'a folder that was visited already under another path: not entered again',
  vanished: 'was gone before it could be read',
  'odd-key': 'a part of its key is empty, "." or "..": in a folder it would be another file, so it is not read',
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
  const visited = createDigestTable(0);
  // Folders that are being gone through, innermost last: very deep trees cost memory, not stack.
  const open: Frame[] = [];
  const enter = async (path: RawPath, twin: boolean): Promise<WalkEntry | undefined> => {
    const listed = await list(path, visited);
    if (!Array.isArray(listed)) return listed;
    open.push({ path, twin, entries: listed, twins: foldedTwins(listed), next: -listed.length });
    return undefined;
  };
  const closed = await enter(root, false);
  if (closed !== undefined) yield closed;
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const { entries, next } = frame;
    frame.next += 1;
    // Twice through a folder: what is left out first, then files and folders.
    const entry = entries[next < 0 ? next + entries.length : next];
    if (entry === undefined) {
      if (frame.next > entries.length) open.pop();
      continue;
    }
    const { name, kind } = entry;
    const path = joinPath(frame.path, name);
    const own = kind === 'folder' && isOwn(name);
    if (next < 0) {
      if (kind === 'link') yield link(path, real);
      else if (kind === 'special') yield left(path, 'special-file');
      else if (own) yield left(path, 'output-folder');
      continue;
    }
    const twin = frame.twin || frame.twins.has(name);
    if (kind === 'file') yield file(path, twin);
    else if (kind === 'folder' && !own) {
      const unlisted = await enter(path, twin);
      if (unlisted !== undefined) yield unlisted;
    }
  }
}

/** A folder that is being gone through. */
interface Frame {
  readonly path: RawPath;
  readonly twin: boolean;
  readonly entries: readonly Listed[];
  readonly twins: ReadonlySet<RawPath>;
  /** From minus the number of entries on: each is looked at twice. */
  next: number;
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

async function list(path: RawPath, visited: DigestTable): Promise<Listed[] | WalkEntry> {
  try {
    const native = nativePath(path);
    const stat = fs.lstatSync(native, { bigint: true });
    // Links are not followed, but a mounted folder may hold itself.
    if (stat.ino !== 0n) {
      const identity = digest64(`${stat.dev}:${stat.ino}`);
      if (visited.find(identity) >= 0) return left(path, 'folder-loop');
      visited.add(identity);
    }
    const listed = await namesIn(native);
    return listed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return left(path, 'vanished');
    const known = deidError(error);
    return { kind: 'unreadable', path, code: known.code, message: known.message };
  }
}

/** Piece by piece: a folder may hold a million names. */
export async function namesIn(native: Buffer): Promise<Listed[]> {
  const listed: Listed[] = [];
  try {
    const folder = await fs.promises.opendir(native, { encoding: 'latin1', bufferSize: 512 });
    for await (const entry of folder) listed.push({ name: entry.name as RawPath, kind: kindOf(entry) });
    return listed;
  } catch {
    // A file system that does not tell what is a file has each name looked up, which takes its bytes; errors are told from here.
    const entries = await fs.promises.readdir(native, { encoding: 'buffer', withFileTypes: true });
    return entries.map((entry) => ({ name: rawBytes(entry.name), kind: kindOf(entry) }));
  }
}

function kindOf(entry: fs.Dirent<string> | fs.Dirent<Buffer>): Listed['kind'] {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'special';
}

function file(path: RawPath, twin: boolean): WalkEntry {
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
  return { kind: 'left', path, code, message: LEFT_MESSAGES[code] };
}
